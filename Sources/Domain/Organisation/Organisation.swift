/// A care provider or another party that may join a coalition (F2).
package struct Organisation: Codable, Sendable, Equatable {
    package let id: OrganisationID
    package let name: String
    /// Number in the trade register: eight digits, unique.
    package let kvk: String
    /// AGB code: eight digits, where the organisation has one.
    package let agb: String?
    /// The group that it belongs to; itself when it belongs to none.
    package var concern: String
    package let sectors: [String]
    /// The segments it is contracted for; empty for not contracted.
    package var segments: [String]
    /// Unverified organisations may draft, not sign.
    package var verified: Bool

    package var isContracted: Bool { !segments.isEmpty }
}

/// Somebody who works with the system; all addresses are one identity (F2).
package struct Person: Codable, Sendable, Equatable {
    package let id: PersonID
    package let name: String
    package let emails: [String]
    package var municipalRoles: [MunicipalRole]
    package var memberships: [OrganisationID: OrganisationRole]
    /// Whether a code is asked beside a link.
    package var hasSecondFactor = false
}

/// A personal key to the server; its secret is shown once and only its hash is kept.
package struct Token: Codable, Sendable, Equatable {
    package let id: TokenID
    package let holder: Actor.Identity
    package let secret: Digest
    package let scope: TokenScope
    package let expiresAt: Instant
    package let label: String
    package var withdrawn: Bool
}

/// What a token may be used for.
package enum TokenScope: String, Codable, Sendable, CaseIterable, Hashable {
    /// Watching and reading.
    case read
    /// Everything that its holder may do.
    case full
    /// Coming in once with a browser, and nothing else; it ends with that.
    case signIn
    /// A browser that came in: everything that its holder may do.
    case session

    /// Whether it is good for everything that its holder may do.
    package var isFull: Bool { self == .full || self == .session }
}

/// An entry of the register of regular services: what no longer counts as innovative (F5).
package struct RegularService: Codable, Sendable, Equatable {
    package let id: Identifier<RegularService>
    package let title: String
    package let description: String
    package let regularSince: CivilDate
    /// Where this was established: a decision, a contract, a policy document.
    package let source: String
    /// The refusal at a gate that was promoted to this entry, if one was (F5).
    package let precedent: Precedent?

    package init(
        id: Identifier<RegularService>, title: String, description: String,
        regularSince: CivilDate, source: String, precedent: Precedent? = nil
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.regularSince = regularSince
        self.source = source
        self.precedent = precedent
    }
}

/// A dossier that was refused as already regular service, in whatever round.
package struct Precedent: Codable, Sendable, Equatable {
    package let round: RoundID
    package let dossier: DossierNumber
}

/// By what the codes of a person's own device are known (RFC 6238): not the secret that the device
/// and the server share, which can be made of it with the server's key alone.
package struct SecondFactor: Codable, Sendable, Equatable {
    /// 32 random bytes, of which the server makes the shared secret.
    package let seed: Digest
    /// The SHA-256 of the shared secret: it tells a server that has lost its key from a wrong code.
    package let check: Digest

    package init(seed: Digest, check: Digest) {
        self.seed = seed
        self.check = check
    }
}
