package relay.ejb.suppression;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionReason;

/** A filter as a condition of SQL, within a transaction of the caller. */
final class SuppressionSelect {
  private final StringBuilder condition = new StringBuilder("not gone");
  private final List<Object> values = new ArrayList<>();

  SuppressionSelect(Connection connection, SuppressionFilter filter) throws SQLException {
    if (filter.subject().isPresent()) {
      and("id = any(?)", SuppressionScopes.names(connection, filter.subject().get()));
    }
    filter.tenant().ifPresent(tenant -> equal("tenant", tenant));
    filter.stream().ifPresent(stream -> equal("stream", stream));
    filter.subject().ifPresent(subject -> equal("subject", subject.text()));
    filter.domain().ifPresent(domain -> equal("domain", domain));
    filter.reason().map(SuppressionReason::label).ifPresent(reason -> equal("reason", reason));
    filter.replyClass().ifPresent(word -> equal("lower(reply_class)", word));
    filter.provider().ifPresent(provider -> equal("provider", provider));
    filter.from().ifPresent(from -> and("created_at >= ?", SuppressionRows.at(from)));
    filter.to().ifPresent(to -> and("created_at < ?", SuppressionRows.at(to)));
  }

  private void equal(String column, String value) {
    and(column + " = ?", value);
  }

  /** Adds a condition with its values. */
  void and(String more, Object... given) {
    condition.append(" and ").append(more);
    values.addAll(List.of(given));
  }

  String condition() {
    return condition.toString();
  }

  /** Sets the values; the place of the next one. */
  int bind(PreparedStatement statement, int from) throws SQLException {
    int next = from;
    for (Object value : values) {
      statement.setObject(next++, value);
    }
    return next;
  }
}
