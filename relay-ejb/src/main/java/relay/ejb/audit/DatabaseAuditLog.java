package relay.ejb.audit;

import java.util.List;
import relay.domain.audit.AuditChain;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditLog;
import relay.domain.audit.AuditQuery;
import relay.domain.audit.AuditUnavailable;
import relay.domain.audit.AuditVerdict;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;

/** The audit as a table. */
public final class DatabaseAuditLog implements AuditLog {
  private final Database database;
  private final AuditMark mark;

  public DatabaseAuditLog(Database database, AuditMark mark) {
    this.database = database;
    this.mark = mark;
  }

  @Override
  public void record(AuditEvent event) {
    try {
      database.durably(
          connection -> {
            AuditRows.add(connection, List.of(event));
            return null;
          });
    } catch (ViewUnavailable e) {
      throw unavailable(e);
    }
  }

  @Override
  public List<AuditEntry> find(AuditQuery query) {
    return inTransaction(connection -> AuditRows.find(connection, query));
  }

  @Override
  public List<AuditEntry> from(long number, int max) {
    return inTransaction(connection -> AuditRows.from(connection, number, max));
  }

  @Override
  public AuditVerdict verify() {
    AuditRows.Head known = mark.known();
    AuditChain chain = new AuditChain(known.entry(), known.hash());
    return inTransaction(
        connection -> {
          AuditRows.Head head = AuditRows.head(connection);
          AuditRows.each(
              connection,
              // what is added while we read comes after the head that was read first
              entry -> entry.number() <= head.entry() && chain.add(entry));
          return chain.end(head.entry(), head.hash());
        });
  }

  private <T> T inTransaction(Database.Work<T> work) {
    try {
      return database.inTransaction(work);
    } catch (ViewUnavailable e) {
      throw unavailable(e);
    }
  }

  private static AuditUnavailable unavailable(ViewUnavailable e) {
    return new AuditUnavailable("the audit cannot be used now: " + e.getMessage(), e);
  }
}
