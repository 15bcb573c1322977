package import Domain

/// Where somebody makes the codes of an own device needed for coming in, or not any more (F2).
package enum SecondFactorPage {
    /// Where it is looked at and set up.
    package static let path = "/second-factor"
    /// Where it is taken away again.
    package static let removalPath = "/second-factor/remove"

    /// A secret that a device can take over: nothing of it is stored yet.
    package struct Offer: Sendable {
        let seed: Digest
        let secret: String

        /// - Parameters:
        ///   - seed: of what the server makes the secret.
        ///   - secret: in base32, as devices take it.
        package init(seed: Digest, secret: String) {
            self.seed = seed
            self.secret = secret
        }

        /// What a device reads from the QR code: the `otpauth` scheme that authenticators share.
        func uri(for person: PersonID) -> String {
            "otpauth://totp/Kansendossier:\(person)?secret=\(secret)&issuer=Kansendossier"
        }
    }

    /// The page of somebody who has no second factor yet.
    package static func setting(
        _ offer: Offer, of visitor: Visitor, problem: CodeField.Problem? = nil, for visit: Visit
    ) -> PageContent {
        let uri = offer.uri(for: visitor.person)
        let groups = stride(from: 0, to: offer.secret.count, by: 4).map {
            String(offer.secret.dropFirst($0).prefix(4))
        }
        return content(
            visit, problem,
            [
                "isSet": false, "seed": "\(offer.seed)", "secret": groups.joined(separator: " "),
                "uri": uri, "qr": QRCode(uri)?.values ?? [:],
            ])
    }

    /// The page of somebody who has one.
    package static func removing(
        problem: CodeField.Problem? = nil, for visit: Visit
    ) -> PageContent {
        content(visit, problem, ["isSet": true])
    }

    private static func content(
        _ visit: Visit, _ problem: CodeField.Problem?, _ own: [String: Any]
    ) -> PageContent {
        let code = CodeField(problem, for: visit)
        let saved: SecondFactorWords? =
            visit.hasSaved("set") ? .saved : visit.hasSaved("remove") ? .removed : nil
        let values: [String: Any] = [
            "action": path, "removal": removalPath, "code": code.values,
            "saved": problem == nil ? [saved?(visit.language)].compactMap(\.self) : [],
        ]
        return PageContent(
            SecondFactorWords.title(visit.language), template: "second-factor",
            words: SecondFactorWords.values(in: visit.language),
            values: values.merging(own) { _, own in own }, problems: code.problems,
            trail: [RoundPage.trail(visit.language)])
    }
}

/// The words of the second factor.
enum SecondFactorWords: String, Words {
    case title, why, stepApp, stepScan, qrLabel, typeOver, openApp, stepCode, setButton
    case isOn, lostPhone, removeTitle, removeButton, saved, removed

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Extra controle bij het aanmelden", "Extra check when signing in")
        case .why:
            Phrase(
                "Een link om u aan te melden kan in verkeerde handen komen. Met een extra "
                    + "controle is de link alleen niet genoeg: u vult ook een code in die een "
                    + "app op uw eigen telefoon laat zien.",
                "A link to sign in can fall into the wrong hands. With an extra check the link "
                    + "alone isn’t enough: you also enter a code that an app on your own phone "
                    + "shows.")
        case .stepApp:
            Phrase(
                "Open op uw telefoon een app voor codes (een authenticator).",
                "Open an app for codes on your phone (an authenticator).")
        case .stepScan:
            Phrase(
                "Voeg in de app een account toe en scan dit plaatje.",
                "Add an account in the app and scan this picture.")
        case .qrLabel: Phrase("QR-code voor uw app", "QR code for your app")
        case .typeOver:
            Phrase(
                "Kunt u niet scannen? Typ dan deze sleutel in de app:",
                "Can’t scan? Then type this key into the app:")
        case .openApp:
            Phrase("Of open de app op dit apparaat", "Or open the app on this device")
        case .stepCode:
            Phrase(
                "Vul hieronder de code in die de app nu laat zien.",
                "Enter below the code that the app shows now.")
        case .setButton: Phrase("Extra controle aanzetten", "Turn the extra check on")
        case .isOn:
            Phrase(
                "De extra controle staat aan. Bij het aanmelden vult u naast uw link een code "
                    + "uit uw app in.",
                "The extra check is on. When signing in you enter a code from your app beside "
                    + "your link.")
        case .lostPhone:
            Phrase(
                "Hebt u uw telefoon niet meer? De beheerder van de gemeente kan de extra controle "
                    + "voor u uitzetten.",
                "No longer have your phone? The municipality’s administrator can turn the extra "
                    + "check off for you.")
        case .removeTitle: Phrase("Uitzetten", "Turn off")
        case .removeButton: Phrase("Extra controle uitzetten", "Turn the extra check off")
        case .saved: Phrase("De extra controle staat nu aan.", "The extra check is on now.")
        case .removed: Phrase("De extra controle staat nu uit.", "The extra check is off now.")
        }
    }
}
