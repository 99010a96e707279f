package relay.ejb.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.lease.Lease;
import relay.domain.lease.LeaseRules.Round;
import relay.domain.lease.LeaseRules.Standing;
import relay.domain.lease.LeaseSettings;
import relay.domain.lease.Member;
import relay.domain.lease.Nodes;
import relay.domain.lease.Slice;
import relay.ejb.database.Database;

/** Nodes and leases as rows, within one transaction of the caller. */
final class LeaseRows {
  private static final int NAME_MAX = 255;
  private final Connection connection;

  LeaseRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * Has all others wait until the end of the transaction. One that dies within it must not keep
   * them waiting for as long as its connection takes to be missed.
   */
  void lock() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (Database.isPostgres(connection)) {
        statement.execute("set local lock_timeout = '3s'");
        statement.execute("set local idle_in_transaction_session_timeout = '5s'");
      }
      statement.execute("select id from lease_turn where id = 1 for update");
    }
  }

  /** By the clock that counts for all nodes. */
  Instant now() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_timestamp")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /**
   * What stands there; a node that is gone for good is forgotten.
   *
   * @param id of the node that asks, which is there from now on
   */
  Standing read(String id, String name, Instant now) throws SQLException {
    forget(id, now);
    List<Member> others = new ArrayList<>();
    boolean isCurrent = false;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select id, name, known, seen_at, until_at from relay_node")) {
      while (row.next()) {
        boolean isLost = instant(row, 5).isBefore(now);
        if (row.getString(1).equals(id)) {
          isCurrent = !isLost;
        } else {
          others.add(
              new Member(
                  row.getString(1), row.getString(2), row.getInt(3), instant(row, 4), isLost));
        }
      }
    }
    Member own = new Member(id, name, others.size() + 1, now, !isCurrent);
    Nodes nodes = Nodes.of(own, others);
    List<Lease> leases = leases(nodes);
    Member here = new Member(id, name, others.size() + 1, now, false);
    return new Standing(Nodes.of(here, others), leases, now);
  }

  private void forget(String id, Instant now) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from relay_node where lost_at < ? and id <> ?")) {
      delete.setObject(1, now.atOffset(ZoneOffset.UTC));
      delete.setString(2, id);
      delete.executeUpdate();
    }
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate("delete from flow_lease where node not in (select id from relay_node)");
    }
  }

  /** Of those whose time has not run out. */
  private List<Lease> leases(Nodes nodes) throws SQLException {
    Map<String, Boolean> lost = new HashMap<>();
    nodes.members().forEach(member -> lost.put(member.id(), member.isLost()));
    List<Lease> leases = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select node, flow, parts, connections, max_connections, demand from flow_lease")) {
      while (row.next()) {
        if (!lost.getOrDefault(row.getString(1), true)) {
          leases.add(
              new Lease(
                  row.getString(1),
                  row.getString(2),
                  new Slice(row.getInt(3), row.getInt(4)),
                  row.getInt(5),
                  row.getLong(6)));
        }
      }
    }
    return leases;
  }

  /** Writes that this node is here, and what it has from now on. */
  void write(Round round, LeaseSettings settings) throws SQLException {
    Member self = round.nodes().self();
    Object[] values = {
      self.name().substring(0, Math.min(NAME_MAX, self.name().length())),
      self.known(),
      round.now().atOffset(ZoneOffset.UTC),
      round.now().plus(settings.time()).atOffset(ZoneOffset.UTC),
      round.now().plus(settings.lostAfter()).atOffset(ZoneOffset.UTC),
      self.id()
    };
    if (execute(
            "update relay_node set name = ?, known = ?, seen_at = ?, until_at = ?, lost_at = ?"
                + " where id = ?",
            values)
        == 0) {
      execute(
          "insert into relay_node (name, known, seen_at, until_at, lost_at, id)"
              + " values (?, ?, ?, ?, ?, ?)",
          values);
    }
    Map<String, Lease> there = new HashMap<>();
    for (Lease lease : stored(self.id())) {
      there.put(lease.flow(), lease);
    }
    for (Lease lease : round.own()) {
      Optional<Lease> before = Optional.ofNullable(there.remove(lease.flow()));
      if (before.isEmpty() || !isTheSame(before.get(), lease)) {
        put(lease, before.isPresent());
      }
    }
    for (String flow : there.keySet()) {
      execute("delete from flow_lease where node = ? and flow = ?", self.id(), flow);
    }
  }

  private List<Lease> stored(String id) throws SQLException {
    List<Lease> stored = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select flow, parts, connections, max_connections, demand from flow_lease"
                + " where node = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stored.add(
              new Lease(
                  id,
                  row.getString(1),
                  new Slice(row.getInt(2), row.getInt(3)),
                  row.getInt(4),
                  row.getLong(5)));
        }
      }
    }
    return stored;
  }

  /** A tenth more or less mail is not worth a write every few seconds. */
  private static boolean isTheSame(Lease before, Lease now) {
    return before.slice().equals(now.slice())
        && before.limit() == now.limit()
        && (before.demand() == 0) == (now.demand() == 0)
        && Math.abs(before.demand() - now.demand()) * 10 <= before.demand();
  }

  private void put(Lease lease, boolean isThere) throws SQLException {
    execute(
        isThere
            ? "update flow_lease set parts = ?, connections = ?, max_connections = ?, demand = ?"
                + " where node = ? and flow = ?"
            : "insert into flow_lease (parts, connections, max_connections, demand, node, flow)"
                + " values (?, ?, ?, ?, ?, ?)",
        lease.slice().parts(),
        lease.slice().connections(),
        lease.limit(),
        lease.demand(),
        lease.node(),
        lease.flow());
  }

  /** Gives everything back, for a node that stops. */
  void leave(String id) throws SQLException {
    execute("delete from flow_lease where node = ?", id);
    execute("delete from relay_node where id = ?", id);
  }

  private int execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
