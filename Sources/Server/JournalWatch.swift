import Engine
import Logging
import ServiceLifecycle

/// Asks the journal again and again, for readiness, until graceful shutdown or cancellation.
///
/// Throws when the journal holds another history, such as after a failover to a standby: what this
/// node remembers need not have reached it, so that only beginning anew is safe. Whoever started the
/// program starts it again.
struct JournalWatch: Service {
    let readiness: Readiness
    let journal: any Journal
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do throws(JournalFailure) {
                    try await readiness.look(at: journal, logger)
                } catch {
                    logger.error(
                        "stopping, so that it can begin anew", metadata: ["reason": "\(error)"])
                    throw error
                }
                try? await Task.sleep(for: Readiness.pause)
            }
        }
    }
}
