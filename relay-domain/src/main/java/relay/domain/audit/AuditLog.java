package relay.domain.audit;

import java.util.List;

/**
 * The record of changes (port). Thread-safe. Every method throws {@link AuditUnavailable} while the
 * database cannot be used. Changes of control objects are written by the store that makes them, in
 * the same transaction; everything else (logins of operators, brakes, use of keys) comes here.
 */
public interface AuditLog {
  /** Adds a link; durable when this returns. */
  void record(AuditEvent event);

  /** Newest first. */
  List<AuditEntry> find(AuditQuery query);

  /** Oldest first from a number on, at most so many: for export. */
  List<AuditEntry> from(long number, int max);

  /** Reads the whole chain. */
  AuditVerdict verify();
}
