package relay.ejb.contacts.file;

import java.time.Duration;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;
import relay.ejb.database.OldRows;

/**
 * Imports and their reports go some days after their end, and those that never ended so long after
 * they were handed in. Their files go with the next look of their node.
 */
final class OldImports {
  private static final OldRows.Statements STATEMENTS =
      new OldRows.Statements(
          "select id from contact_import where coalesce(ended_at, created_at) < ?"
              + " and id > ? order by id limit ?",
          "delete from contact_import_report where import_id = ?",
          "delete from contact_import where id = ?");

  private OldImports() {}

  static AgingRows of(Database database, Supplier<Duration> age) {
    return OldRows.numbered(database, "contact-import", age, STATEMENTS);
  }
}
