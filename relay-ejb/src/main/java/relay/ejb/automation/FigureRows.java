package relay.ejb.automation;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import relay.domain.automation.Automation;
import relay.domain.automation.MailTally;
import relay.domain.campaign.care.GuardFigures;
import relay.ejb.contacts.Audience;

/** What came back of the mails of automations, within transactions of the caller. */
final class FigureRows {
  private FigureRows() {}

  /** Adds to the rows of a node. */
  static void add(Connection connection, String node, Map<MailTally.Key, GuardFigures> figures)
      throws SQLException {
    for (Map.Entry<MailTally.Key, GuardFigures> each : figures.entrySet()) {
      for (String sql :
          new String[] {
            "update automation_figure set delivered = delivered + ?, refused = refused + ?,"
                + " expired = expired + ?, complaints = complaints + ?,"
                + " unsubscribes = unsubscribes + ? where tenant = ? and automation = ?"
                + " and since = ? and day_of = ? and node = ?",
            "insert into automation_figure (delivered, refused, expired, complaints,"
                + " unsubscribes, tenant, automation, since, day_of, node)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          }) {
        if (write(connection, sql, node, each.getKey(), each.getValue())) {
          break;
        }
      }
    }
  }

  private static boolean write(
      Connection connection, String sql, String node, MailTally.Key key, GuardFigures figures)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, figures.delivered());
      statement.setLong(2, figures.refused());
      statement.setLong(3, figures.expired());
      statement.setLong(4, figures.complaints());
      statement.setLong(5, figures.unsubscribes());
      statement.setString(6, key.tenant());
      statement.setString(7, key.automation());
      statement.setObject(8, Audience.at(key.since()));
      statement.setDate(9, Date.valueOf(key.day()));
      statement.setString(10, node);
      return statement.executeUpdate() > 0;
    }
  }

  /** Of all nodes, since the automation last became active, from a day on. */
  static GuardFigures of(Connection connection, Automation automation, LocalDate from)
      throws SQLException {
    var since = MailTally.since(automation);
    if (since.isEmpty()) {
      return GuardFigures.NONE;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select coalesce(sum(delivered), 0), coalesce(sum(refused), 0),"
                + " coalesce(sum(expired), 0), coalesce(sum(complaints), 0),"
                + " coalesce(sum(unsubscribes), 0) from automation_figure"
                + " where tenant = ? and automation = ? and since = ? and day_of >= ?")) {
      select.setString(1, automation.tenant());
      select.setString(2, automation.id());
      select.setObject(3, Audience.at(since.get()));
      select.setDate(4, Date.valueOf(from));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new GuardFigures(
            row.getLong(1), row.getLong(2), row.getLong(3), 0, row.getLong(4), row.getLong(5));
      }
    }
  }

  /** Removes what is of before a day. */
  static void forget(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from automation_figure where day_of < ?")) {
      delete.setDate(1, Date.valueOf(day));
      delete.executeUpdate();
    }
  }
}
