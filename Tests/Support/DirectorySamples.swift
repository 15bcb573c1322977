package import Domain
internal import Wire

/// One of everything that the directory can be asked and that can have happened to it.
package enum DirectorySamples {
    /// One event of every kind, in the order of `DirectoryEvent.CodingKeys`.
    package static func events() throws -> [DirectoryEvent] {
        try eventTexts.map { try CanonicalJSON.value(DirectoryEvent.self, from: $0.utf8) }
    }

    /// One command of every kind, in the order of `DirectoryCommand.CodingKeys`.
    package static func commands() throws -> [DirectoryCommand] {
        try commandTexts.map { try CanonicalJSON.value(DirectoryCommand.self, from: $0.utf8) }
    }

    private static let digest = String(repeating: "0123456789abcdef", count: 4)

    private static let eventTexts = [
        #"{"directoryFounded":{"municipality":"0983","municipalityName":"Venlo"}}"#,
        """
        {"organisationRegistered":{"organisation":{"id":"de-maasoever","name":"De Maasoever",\
        "kvk":"12345678","agb":"01020304","concern":"Maasgroep","sectors":["GGZ"],\
        "segments":["wmo-begeleiding"],"verified":false}}}
        """,
        #"{"organisationVerified":{"organisation":"de-maasoever"}}"#,
        #"{"concernChanged":{"organisation":"de-maasoever","concern":"Peelgroep"}}"#,
        #"{"contractChanged":{"organisation":"de-maasoever","segments":[]}}"#,
        #"{"personRegistered":{"person":"zoe","name":"Zoë \"Z\" Ünal","emails":["z@example.org"]}}"#,
        #"{"membershipAdded":{"person":"zoe","organisation":"de-maasoever","role":"signatory"}}"#,
        #"{"membershipEnded":{"person":"zoe","organisation":"de-maasoever"}}"#,
        #"{"roleGranted":{"person":"zoe","role":"coordinator"}}"#,
        #"{"roleRevoked":{"person":"zoe","role":"coordinator"}}"#,
        """
        {"tokenIssued":{"token":{"id":"laptop","holder":"person/zoe","secret":"\(digest)",\
        "scope":"full","expiresAt":"2019-12-31T23:00:00.000Z","label":"Laptop",\
        "withdrawn":false}}}
        """,
        #"{"tokenWithdrawn":{"token":"laptop"}}"#,
        """
        {"regularServiceAdded":{"service":{"id":"e-health","title":"E-health",\
        "description":"Beeldbellen","regularSince":"2018-01-01","source":"Contract 2018"}}}
        """,
        """
        {"secondFactorSet":{"person":"zoe","factor":{"seed":"\(digest)","check":"\(digest)"}}}
        """,
        #"{"secondFactorRemoved":{"person":"zoe"}}"#,
    ]

    private static let commandTexts = [
        """
        {"foundDirectory":{"municipality":"0983","municipalityName":"Venlo",\
        "administrator":"zoe","administratorName":"Zoë"}}
        """,
        """
        {"registerOrganisation":{"organisation":"de-maasoever","name":"De Maasoever",\
        "kvk":"12345678","agb":"01020304","concern":"Maasgroep","sectors":["GGZ"],\
        "segments":["wmo-begeleiding"]}}
        """,
        #"{"verifyOrganisation":{"organisation":"de-maasoever"}}"#,
        #"{"changeConcern":{"organisation":"de-maasoever","concern":"Peelgroep"}}"#,
        #"{"changeContract":{"organisation":"de-maasoever","segments":[]}}"#,
        #"{"registerPerson":{"person":"zoe","name":"Zoë","emails":["z@example.org"]}}"#,
        #"{"addMembership":{"person":"zoe","organisation":"de-maasoever","role":"signatory"}}"#,
        #"{"endMembership":{"person":"zoe","organisation":"de-maasoever"}}"#,
        #"{"grantRole":{"person":"zoe","role":"coordinator"}}"#,
        #"{"revokeRole":{"person":"zoe","role":"coordinator"}}"#,
        """
        {"issueToken":{"token":"laptop","holder":"person/zoe","secret":"\(digest)",\
        "scope":"full","expiresAt":"2019-12-31T23:00:00.000Z","label":"Laptop"}}
        """,
        #"{"withdrawToken":{"token":"laptop"}}"#,
        """
        {"addRegularService":{"service":"e-health","title":"E-health",\
        "description":"Beeldbellen","regularSince":"2018-01-01","source":"Contract 2018"}}
        """,
        """
        {"setSecondFactor":{"person":"zoe","factor":{"seed":"\(digest)","check":"\(digest)"}}}
        """,
        #"{"removeSecondFactor":{"person":"zoe"}}"#,
        #"{"passTime":{}}"#,
    ]
}
