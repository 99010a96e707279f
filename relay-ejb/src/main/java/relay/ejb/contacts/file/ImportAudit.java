package relay.ejb.contacts.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.contacts.file.ContactImport;
import relay.ejb.audit.AuditRows;

/** What the audit keeps of imports: who, when and how many, and no address. */
final class ImportAudit {
  private ImportAudit() {}

  static void add(Connection connection, Actor by, String action, ContactImport job, Instant now)
      throws SQLException {
    String subject = "contact-import " + job.id();
    AuditRows.add(
        connection,
        List.of(
            new AuditEvent(
                now, by, action, job.tenant(), subject, "", job.counts().json().toString())));
  }
}
