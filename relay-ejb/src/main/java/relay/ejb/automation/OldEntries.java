package relay.ejb.automation;

import java.time.Duration;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;
import relay.ejb.database.OldRows;

/**
 * Entries go some time after they ended. Of contacts that never come in again the row stays,
 * without path and data: it says that they were there.
 */
final class OldEntries {
  private static final OldRows.Statements STATEMENTS =
      new OldRows.Statements(
          "select id from automation_entry where ended_at < ? and id > ? and (once = false"
              + " or data <> '{}'"
              + " or exists (select 1 from automation_step where entry = automation_entry.id))"
              + " order by id limit ?",
          "delete from automation_step where entry = ?",
          "update automation_entry set data = '{}' where id = ?",
          "delete from automation_entry where id = ? and once = false");

  private OldEntries() {}

  static AgingRows of(Database database, Supplier<Duration> age) {
    return OldRows.numbered(database, "automation-entry", age, STATEMENTS);
  }
}
