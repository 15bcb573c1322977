package import Domain

extension DirectoryCommand: CallableCommand {
    package static let methodPrefix = "directory"
    package static let onlyByServer: Set<CodingKeys> = [.foundDirectory, .passTime]
    package static let promises = MethodCatalogue.directory
}

/// What each method promises, in one English sentence.
package enum MethodCatalogue {
    /// The methods that aren't commands.
    package static let connection: [String: String] = [
        MethodName.hello:
            "Says who the client is, by its token or a browser's cookie; the first message of every "
            + "connection, and said once.",
        MethodName.refreshCredential:
            "Replaces the connection's token by another one of the same holder.",
        MethodName.listRounds:
            "Lists the rounds in which the caller may watch something, with the views.",
        MethodName.searchLessons:
            "Gives the released lessons of all rounds in which every one of the words stands.",
        MethodName.subscribeRound:
            "Brings a view of a round, whole or from where the client was, and follows it.",
        MethodName.unsubscribeRound: "Ends the following of a view of a round.",
        MethodName.hint:
            "Tells the coalition that you are in a dossier and at which place; kept nowhere.",
        MethodName.subscribeDirectory:
            "Brings a view of the directory, whole or from where the client was, and follows it.",
        MethodName.unsubscribeDirectory: "Ends the following of a view of the directory.",
    ]

    /// The commands of the directory.
    package static let directory: [String: String] = [
        "registerOrganisation":
            "Registers an organisation; it may draft at once, and sign once it is verified.",
        "verifyOrganisation": "Confirms an organisation, so that its signatories may sign.",
        "changeConcern": "Notes that an organisation belongs to another concern.",
        "changeContract": "Replaces the segments that an organisation is contracted for.",
        "registerPerson": "Registers a person with all addresses that are one identity.",
        "addMembership":
            "Gives a person a role in an organisation, in place of any role held there.",
        "endMembership": "Ends what a person may do for an organisation, at once.",
        "grantRole": "Gives a person a role in the municipality.",
        "revokeRole": "Takes a role in the municipality from a person, at once.",
        "issueToken": "Issues a token; the answer shows its secret, which is never shown again.",
        "withdrawToken": "Ends a token at once, also on open connections.",
        "setSecondFactor":
            "Has oneself come in with a code as well; the pages do this with a code of the device.",
        "removeSecondFactor": "Takes somebody's second factor away, such as when a phone is lost.",
        "addRegularService":
            "Adds a service to the register of what no longer is innovative; `precedent` names the "
            + "dossier whose refusal is promoted to it.",
    ]
}
