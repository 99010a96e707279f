package relay.ejb.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import relay.domain.traffic.Reaction;
import relay.domain.traffic.Restriction;

/**
 * What nodes found of flows by themselves, as rows, within one transaction of the caller. Times in
 * the rows are those of the database.
 */
final class OverrideRows {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final Duration SAME = Duration.ofSeconds(2);
  private static final String BEFORE = "-before";
  private static final int TEXT_MAX = 1_000;
  private static final int RULE_MAX = 200;
  private final Connection connection;
  private final String node;
  private final Instant now;
  private final Duration skew;

  /**
   * @param now of the database
   * @param here the same moment by this node's clock
   */
  OverrideRows(Connection connection, String node, Instant now, Instant here) {
    this.connection = connection;
    this.node = node;
    this.now = now;
    this.skew = Duration.between(now, here);
  }

  /**
   * What there is to be heard.
   *
   * @param theirs by this node's clock
   * @param ended of those that this node found
   */
  record Heard(List<Restriction> theirs, Set<String> ended) {}

  private record Row(Restriction restriction, boolean hasEnded) {}

  /** What this node found before it was started holds for all of them until its time is over. */
  void adopt() throws SQLException {
    execute("delete from traffic_override where node = ?", node + BEFORE);
    execute("update traffic_override set node = ? where node = ?", node + BEFORE, node);
  }

  /**
   * Tells and hears.
   *
   * @param found by this node, all of it
   * @param endedHere ids of what others found and an operator ended on this node
   */
  Heard exchange(List<Restriction> found, Set<String> endedHere) throws SQLException {
    execute("delete from traffic_override where until_at < ?", time(now.minus(KEPT)));
    for (String id : endedHere) {
      execute("update traffic_override set ended = true where id = ? and node <> ?", id, node);
    }
    Set<String> ended = tell(found);
    List<Restriction> theirs = new ArrayList<>();
    for (Row row : rows("node <> ?")) {
      if (!row.hasEnded()) {
        theirs.add(row.restriction());
      }
    }
    return new Heard(theirs, ended);
  }

  private Set<String> tell(List<Restriction> found) throws SQLException {
    Map<String, Restriction> there = new HashMap<>();
    Set<String> ended = new HashSet<>();
    for (Row row : rows("node = ?")) {
      there.put(row.restriction().id(), row.restriction());
      if (row.hasEnded()) {
        ended.add(row.restriction().id());
      }
    }
    for (Restriction each : found) {
      Restriction before = there.remove(each.id());
      if (!ended.contains(each.id()) && (before == null || !isTheSame(before, each))) {
        put(each, before != null);
      }
    }
    for (String gone : there.keySet()) {
      execute("delete from traffic_override where node = ? and id = ?", node, gone);
    }
    return ended;
  }

  /** Clocks jitter. */
  private static boolean isTheSame(Restriction before, Restriction now) {
    return before.value().equals(now.value())
        && Duration.between(before.until(), now.until()).abs().compareTo(SAME) < 0;
  }

  private void put(Restriction found, boolean isThere) throws SQLException {
    execute(
        isThere
            ? "update traffic_override set flow = ?, kind = ?, amount = ?, rule_id = ?,"
                + " evidence = ?, replies = ?, began_at = ?, until_at = ? where node = ? and id = ?"
            : "insert into traffic_override (flow, kind, amount, rule_id, evidence, replies,"
                + " began_at, until_at, node, id, ended)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)",
        found.flow(),
        found.kind().label(),
        found.value().orElse(0),
        cut(found.rule(), RULE_MAX),
        cut(
            String.join("\n", found.evidence().stream().map(OverrideRows::plain).toList()),
            TEXT_MAX),
        found.count(),
        time(found.from().minus(skew)),
        time(found.until().minus(skew)),
        node,
        found.id());
  }

  private static String plain(String reply) {
    return reply.replaceAll("\\p{Cntrl}", " ");
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(most, text.length()));
  }

  private List<Row> rows(String condition) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, flow, kind, amount, rule_id, evidence, replies, began_at, until_at, ended"
                + " from traffic_override where "
                + condition)) {
      select.setString(1, node);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          row(row).ifPresent(rows::add);
        }
      }
    }
    return rows;
  }

  /** One of a kind that this version does not know is left out. */
  private Optional<Row> row(ResultSet row) throws SQLException {
    Optional<Reaction> kind = Reaction.labelled(row.getString(3));
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    long amount = row.getLong(4);
    var restriction =
        new Restriction(
            row.getString(1),
            row.getString(2),
            kind.get(),
            amount == 0 ? OptionalLong.empty() : OptionalLong.of(amount),
            row.getString(5),
            List.of(row.getString(6).split("\n")),
            row.getInt(7),
            instant(row, 8),
            instant(row, 9));
    return Optional.of(new Row(restriction, row.getBoolean(10)));
  }

  private Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant().plus(skew);
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
