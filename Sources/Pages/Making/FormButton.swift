extension Form {
    /// What the template `button` is filled with: the form and the words on its button.
    func under(_ button: String, isSubtle: Bool = false) -> [String: Any] {
        values.merging(["button": button, "weight": isSubtle ? "subtle" : "primary"]) { own, _ in
            own
        }
    }
}
