/// Certificates for tests alone, valid from 2020 to 2120; nothing trusts them by itself.
enum TestCertificate {
    /// Self-signed, for `localhost` and 127.0.0.1.
    static let here = """
        -----BEGIN CERTIFICATE-----
        MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
        c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
        CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLdXdK/4/PHb4A1U
        iH6JN9AHqYW/64yDuZZS6HY3nQjf8sUERGkIUtSbQ5/kWTzYgVa3IGT+bzYXz/BB
        eVssGeCjTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0
        hwR/AAABMB0GA1UdDgQWBBQjmTx+LyTJE0IYa3Ga3nFfxC9LMjAKBggqhkjOPQQD
        AgNIADBFAiBnGQoCAs99R+tJE9T2/YDBtRfJyCTY9lIQyUK50zsw/wIhAI4wTV3A
        RsRVaU4bZh6k7eT3djLfJimVYQNk1gIIPtqh
        -----END CERTIFICATE-----
        """

    /// The key of `here`.
    static let keyHere = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg62W+pnozRVZsjmkQ
        oMozyG0P6VI/782+R1Rg5rfB78ChRANCAAS3V3Sv+Pzx2+ANVIh+iTfQB6mFv+uM
        g7mWUuh2N50I3/LFBERpCFLUm0Of5Fk82IFWtyBk/m82F8/wQXlbLBng
        -----END PRIVATE KEY-----
        """

    /// Self-signed, for another host.
    static let elsewhere = """
        -----BEGIN CERTIFICATE-----
        MIIBaTCCAQ+gAwIBAgIBAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAllbHNld2hl
        cmUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
        CWVsc2V3aGVyZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOk3otidf+e3fIkD
        AHDMScGdQ0d2wzFtTnYkmChuMOH8ZanfKngglTYgEdq1xC/LcuaoHKDSKGZQupBo
        AWFnKDujUDBOMA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0RBBUwE4IRZWxzZXdoZXJl
        LmV4YW1wbGUwHQYDVR0OBBYEFI20w3zlY8B7kMpyrZlzdbnnfokYMAoGCCqGSM49
        BAMCA0gAMEUCIQD32opTpWYgHcSFdGLe4xNoc6SrpAWgO0Q5zLswwCmt3AIgaVdT
        IjEvIsLFh0f/3CgXt/+tvmEaWTn67v3oV/5FtXs=
        -----END CERTIFICATE-----
        """

    /// The key of `elsewhere`.
    static let keyElsewhere = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtvfwkKrC2JzdBE7D
        4m0LJlOZCK5y/YS3zaRYd2SqdoGhRANCAATpN6LYnX/nt3yJAwBwzEnBnUNHdsMx
        bU52JJgobjDh/GWp3yp4IJU2IBHatcQvy3LmqByg0ihmULqQaAFhZyg7
        -----END PRIVATE KEY-----
        """
}
