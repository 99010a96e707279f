package relay.ejb.automation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.automation.EntryEnd;
import relay.domain.automation.Footprint;
import relay.domain.automation.Walked;
import relay.ejb.contacts.Audience;

/** Writes down how far entries came, within a transaction of the caller. */
final class NoteRows {
  private static final int DETAIL_CHARS_MAX = 300;

  private NoteRows() {}

  static void note(Connection connection, List<Walked> walked, Instant now) throws SQLException {
    move(connection, walked, now);
    try (PreparedStatement delete =
            connection.prepareStatement(
                "delete from automation_step where entry = ? and place = ?");
        // an entry may have gone with its contact meanwhile; bare parameters have no type here
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into automation_step (entry, place, name, happened_at, what, detail)"
                    + " select id, cast(? as smallint), cast(? as varchar(64)),"
                    + " cast(? as timestamp(3) with time zone), cast(? as varchar(12)),"
                    + " cast(? as varchar(300)) from automation_entry where id = ?")) {
      for (Walked each : walked) {
        for (Footprint print : each.path()) {
          delete.setLong(1, each.entry().id());
          delete.setInt(2, print.place());
          delete.addBatch();
          bind(insert, each.entry().id(), print);
          insert.addBatch();
        }
      }
      delete.executeBatch();
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, long entry, Footprint print)
      throws SQLException {
    String detail = print.detail();
    insert.setInt(1, print.place());
    insert.setString(2, print.name());
    insert.setObject(3, Audience.at(print.at()));
    insert.setString(4, print.what());
    insert.setString(5, detail.substring(0, Math.min(DETAIL_CHARS_MAX, detail.length())));
    insert.setLong(6, entry);
  }

  private static void move(Connection connection, List<Walked> walked, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update automation_entry set place = ?, sending = ?, state = ?, due_at = ?,"
                + " ended_at = ?, holder = case when ? then holder else '' end"
                + " where id = ? and ended_at is null")) {
      for (Walked each : walked) {
        Optional<EntryEnd> end = each.end();
        boolean sends = end.isEmpty() && each.entry().sending();
        update.setInt(1, each.entry().place());
        update.setBoolean(2, sends);
        update.setString(3, end.map(EntryEnd::label).orElse(EntryRows.INSIDE));
        update.setObject(
            4, end.isPresent() ? null : Audience.at(each.dueAt()), Types.TIMESTAMP_WITH_TIMEZONE);
        update.setObject(
            5, end.isPresent() ? Audience.at(now) : null, Types.TIMESTAMP_WITH_TIMEZONE);
        update.setBoolean(6, sends);
        update.setLong(7, each.entry().id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
