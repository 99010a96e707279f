package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import relay.domain.campaign.report.CampaignReport.By;

/** What groups of recipients were, kept when their rows go; within a transaction of the caller. */
final class GroupTally {
  private static final List<By> KEPT = List.of(By.VARIANT, By.PROVIDER, By.BOUNCE, By.HOUR);
  private static final int FIRST_SUM = 2;

  private static final String MAKE =
      "insert into campaign_group_tally (run, sort, name, "
          + String.join(", ", GroupSql.COLUMNS)
          + ") values (?, ?, ?, "
          + String.join(", ", Collections.nCopies(GroupSql.COLUMNS.size(), "0"))
          + ") on conflict do nothing";
  private static final String ADD =
      "update campaign_group_tally set "
          + GroupSql.COLUMNS.stream()
              .map(column -> column + " = " + column + " + ?")
              .collect(Collectors.joining(", "))
          + " where run = ? and sort = ? and name = ?";

  private GroupTally() {}

  /** The kept groups, as {@link GroupSql#select} has them; of a start and a word. */
  static String select() {
    return "select name, "
        + String.join(", ", GroupSql.COLUMNS)
        + " from campaign_group_tally where run = ? and sort = ?";
  }

  /** Adds the groups of these places to what is kept. */
  static void add(Connection connection, long run, long first, long last) throws SQLException {
    for (By by : KEPT) {
      String sql =
          GroupSql.select(by, " from campaign_mail where run = ? and place between ? and ?");
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        int next = 1;
        for (int i = 0; i < GroupSql.froms(by); i++) {
          select.setLong(next++, run);
          select.setLong(next++, first);
          select.setLong(next++, last);
        }
        try (ResultSet row = select.executeQuery()) {
          add(connection, run, GroupSql.word(by), row);
        }
      }
    }
  }

  private static void add(Connection connection, long run, String word, ResultSet row)
      throws SQLException {
    try (PreparedStatement make = connection.prepareStatement(MAKE);
        PreparedStatement add = connection.prepareStatement(ADD)) {
      while (row.next()) {
        make.setLong(1, run);
        make.setString(2, word);
        make.setString(3, row.getString(1));
        make.executeUpdate();
        int sums = GroupSql.COLUMNS.size();
        for (int i = 0; i < sums - 1; i++) {
          add.setLong(i + 1, row.getLong(i + FIRST_SUM));
        }
        add.setDouble(sums, row.getDouble(sums + 1));
        add.setLong(sums + 1, run);
        add.setString(sums + 2, word);
        add.setString(sums + 3, row.getString(1));
        add.executeUpdate();
      }
    }
  }
}
