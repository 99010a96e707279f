package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.Totals;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.ControlSource;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/**
 * Sums over the rows of one campaign when somebody asks, and over what was kept of those that are
 * gone. One statement reads both, so that rows which go meanwhile count once. Thread-safe.
 */
final class DatabaseCampaignReport implements CampaignReport {
  private static final int QUERY_SECONDS = 30;
  private final Database database;
  private final ControlSource control;
  private final InstantSource clock;

  DatabaseCampaignReport(Database database, ControlSource control, InstantSource clock) {
    this.database = database;
    this.control = control;
    this.clock = clock;
  }

  @Override
  public List<Row> rows(Question question) {
    return database.inTransaction(
        connection -> {
          Optional<Audience.Within> within = within(connection, question);
          String from =
              " from campaign_mail where run = ?"
                  + within.map(w -> " and contact in (" + w.sql() + ")").orElse("");
          // whose rows are gone is in no segment any more
          String kept = within.isPresent() ? "" : " union all " + GroupTally.select();
          return read(connection, GroupSql.select(question.by(), from) + kept, question, within);
        });
  }

  private Optional<Audience.Within> within(Connection connection, Question question)
      throws SQLException {
    if (question.segment().isEmpty()) {
      return Optional.empty();
    }
    ContactSchema schema = ContactSchema.of(control.state(), question.tenant());
    return Optional.of(
        new Audience.Within(
            connection, question.tenant(), schema, question.segment().get(), clock.instant()));
  }

  private static List<Row> read(
      Connection connection, String sql, Question question, Optional<Audience.Within> within)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setQueryTimeout(QUERY_SECONDS);
      int next = 1;
      for (int i = 0; i < GroupSql.froms(question.by()); i++) {
        select.setLong(next++, question.run());
        next = within.isPresent() ? within.get().bind(select, next) : next;
      }
      if (within.isEmpty()) {
        select.setLong(next++, question.run());
        select.setString(next, GroupSql.word(question.by()));
      }
      Map<String, Totals> groups = new TreeMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          groups.merge(name(question.by(), row.getString(1)), GroupSql.totals(row), Totals::plus);
        }
      }
      return groups.entrySet().stream()
          .limit(ROWS_MAX)
          .map(each -> new Row(each.getKey(), each.getValue()))
          .toList();
    }
  }

  private static String name(By by, String name) {
    return switch (by) {
      case HOUR -> Instant.ofEpochSecond(Long.parseLong(name)).toString();
      case DAY ->
          Instant.ofEpochSecond(Long.parseLong(name)).truncatedTo(ChronoUnit.DAYS).toString();
      default -> name;
    };
  }
}
