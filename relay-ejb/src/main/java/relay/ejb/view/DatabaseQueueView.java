package relay.ejb.view;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import relay.domain.view.QueueView;
import relay.ejb.database.Database;

/** Counts the open recipients of the message view. Thread-safe. */
final class DatabaseQueueView implements QueueView {
  private static final int QUERY_SECONDS = 30;
  private final Database database;

  DatabaseQueueView(Database database) {
    this.database = database;
  }

  @Override
  public List<Queue> queues(Set<Dimension> by, Optional<String> tenant, int skipped, int limit) {
    List<Dimension> order = List.copyOf(new TreeSet<>(by));
    String columns =
        order.stream().map(DatabaseQueueView::column).collect(Collectors.joining(", "));
    String sql =
        "select count(*), min(m.accepted_at), min(r.next_attempt_at)"
            + (columns.isEmpty() ? "" : ", " + columns)
            + " from recipient r join message m on m.id = r.message_id"
            + " where r.state in ('queued', 'deferred', 'held')"
            + (tenant.isPresent() ? " and m.tenant = ?" : "")
            + (columns.isEmpty() ? "" : " group by " + columns)
            + " order by 1 desc"
            // those of one size in an order, too, or a page might leave one out
            + (columns.isEmpty() ? "" : ", " + columns)
            + " limit ? offset ?";
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(QUERY_SECONDS);
            int next = 1;
            if (tenant.isPresent()) {
              select.setString(next++, tenant.get());
            }
            select.setInt(next++, limit);
            select.setInt(next, skipped);
            return read(select, order);
          }
        });
  }

  private static List<Queue> read(PreparedStatement select, List<Dimension> order)
      throws SQLException {
    List<Queue> queues = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        long recipients = row.getLong(1);
        if (recipients == 0) {
          continue;
        }
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        for (int i = 0; i < order.size(); i++) {
          values.put(order.get(i), row.getString(4 + i));
        }
        queues.add(
            new Queue(
                values,
                recipients,
                row.getObject(2, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)));
      }
    }
    return queues;
  }

  /** Written here and nowhere else: nothing of a request comes into the statement. */
  private static String column(Dimension dimension) {
    return switch (dimension) {
      case LANE -> "r.lane";
      case DOMAIN -> "r.domain";
      case TENANT -> "m.tenant";
      case CAMPAIGN -> "m.campaign";
      case REASON -> "case when r.reason = '' then r.state else r.reason end";
    };
  }
}
