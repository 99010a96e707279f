package relay.ejb.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import relay.domain.mail.QueueId;
import relay.domain.view.CampaignView;
import relay.domain.view.RecipientState;
import relay.ejb.database.Database;

/**
 * Counts campaigns when somebody asks. The mails of a campaign are found by its index; ids tell the
 * times, so that the rows themselves need not be read. Thread-safe.
 */
final class DatabaseCampaignView implements CampaignView {
  private static final int QUERY_SECONDS = 30;

  /** One sum for each state, in the order of the states. */
  private static final String SUMS =
      Arrays.stream(RecipientState.values())
          .map(state -> "sum(case when r.state = '" + state.label() + "' then 1 else 0 end)")
          .collect(Collectors.joining(", "));

  private final Database database;

  DatabaseCampaignView(Database database) {
    this.database = database;
  }

  /** What the table of mails alone says of a campaign. */
  private record Mails(long count, Instant first, Instant last) {}

  @Override
  public List<Campaign> newest(Optional<String> tenant, int limit) {
    return database.inTransaction(
        connection -> campaigns(connection, "campaign > ''", List.of(), tenant, limit));
  }

  @Override
  public Optional<Campaign> find(String name, Optional<String> tenant) {
    return database.inTransaction(
        connection ->
            campaigns(connection, "campaign = ?", List.of(name), tenant, 1).stream().findFirst());
  }

  @Override
  public List<Share> shares(String name, Optional<String> tenant, Dimension by, int limit) {
    String column = by == Dimension.LANE ? "r.lane" : "r.domain";
    String sql =
        "select "
            + column
            + ", "
            + SUMS
            + " from message m join recipient r on r.message_id = m.id where m.campaign = ?"
            + (tenant.isPresent() ? " and m.tenant = ?" : "")
            + " group by "
            + column
            + " order by count(*) desc, "
            + column
            + " limit ?";
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = prepare(connection, sql)) {
            select.setInt(bind(select, List.of(name), tenant), limit);
            List<Share> shares = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                shares.add(new Share(row.getString(1), states(row)));
              }
            }
            return shares;
          }
        });
  }

  private static List<Campaign> campaigns(
      Connection connection,
      String condition,
      List<String> values,
      Optional<String> tenant,
      int limit)
      throws SQLException {
    Map<String, Mails> mails = mails(connection, condition, values, tenant, limit);
    if (mails.isEmpty()) {
      return List.of();
    }
    Map<String, Map<RecipientState, Long>> recipients =
        recipients(connection, List.copyOf(mails.keySet()), tenant);
    List<Campaign> campaigns = new ArrayList<>();
    mails.forEach(
        (name, of) ->
            campaigns.add(
                new Campaign(
                    name,
                    of.count(),
                    of.first(),
                    of.last(),
                    recipients.getOrDefault(name, Map.of()))));
    return campaigns;
  }

  private static Map<String, Mails> mails(
      Connection connection,
      String condition,
      List<String> values,
      Optional<String> tenant,
      int limit)
      throws SQLException {
    String sql =
        "select campaign, count(*), min(id), max(id) from message where "
            + condition
            + (tenant.isPresent() ? " and tenant = ?" : "")
            + " group by campaign order by max(id) desc limit ?";
    try (PreparedStatement select = prepare(connection, sql)) {
      select.setInt(bind(select, values, tenant), limit);
      Map<String, Mails> mails = new LinkedHashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          mails.put(row.getString(1), new Mails(row.getLong(2), at(row, 3), at(row, 4)));
        }
      }
      return mails;
    }
  }

  private static Map<String, Map<RecipientState, Long>> recipients(
      Connection connection, List<String> names, Optional<String> tenant) throws SQLException {
    String sql =
        "select m.campaign, "
            + SUMS
            + " from message m join recipient r on r.message_id = m.id where m.campaign in ("
            + "?, ".repeat(names.size() - 1)
            + "?)"
            + (tenant.isPresent() ? " and m.tenant = ?" : "")
            + " group by m.campaign";
    try (PreparedStatement select = prepare(connection, sql)) {
      bind(select, names, tenant);
      Map<String, Map<RecipientState, Long>> recipients = new LinkedHashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          recipients.put(row.getString(1), states(row));
        }
      }
      return recipients;
    }
  }

  private static Map<RecipientState, Long> states(ResultSet row) throws SQLException {
    Map<RecipientState, Long> counts = new EnumMap<>(RecipientState.class);
    for (RecipientState state : RecipientState.values()) {
      counts.put(state, row.getLong(2 + state.ordinal()));
    }
    return counts;
  }

  private static Instant at(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(new QueueId(row.getString(column)).millis());
  }

  private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement select = connection.prepareStatement(sql);
    select.setQueryTimeout(QUERY_SECONDS);
    return select;
  }

  /** The number of the next value. */
  private static int bind(PreparedStatement select, List<String> values, Optional<String> tenant)
      throws SQLException {
    int next = 1;
    for (String value : values) {
      select.setString(next++, value);
    }
    if (tenant.isPresent()) {
      select.setString(next++, tenant.get());
    }
    return next;
  }
}
