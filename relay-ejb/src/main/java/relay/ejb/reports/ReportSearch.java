package relay.ejb.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import relay.domain.reports.ReportQuery;

/** The SQL of a question about reports {@code r}, and of their sources {@code s}. One thread. */
final class ReportSearch {
  private final ReportQuery query;
  private final List<Object> values = new ArrayList<>();
  private final StringBuilder sql = new StringBuilder();
  private boolean sources;

  ReportSearch(ReportQuery query) {
    this.query = query;
  }

  /** A domain may be told by a row, too: its report may be about the domain above. */
  ReportSearch ofSources() {
    sources = true;
    return this;
  }

  /** Begins with this, and goes on with the conditions of the query. */
  void select(String start) {
    sql.append(start).append(" where r.tenant = ?");
    values.add(query.tenant());
    and("r.first_day >= ?", query.from());
    and("r.first_day <= ?", query.to());
    query.kind().ifPresent(kind -> and("r.kind = ?", kind.word()));
    query
        .domain()
        .ifPresent(
            domain -> {
              if (sources) {
                and("s.from_domain = ?", domain);
              } else {
                and(
                    "(r.domain = ? or exists (select 1 from report_source s"
                        + " where s.report = r.id and s.from_domain = ?))",
                    domain,
                    domain);
              }
            });
  }

  void and(String condition, Object... given) {
    sql.append(" and ").append(condition);
    values.addAll(List.of(given));
  }

  /** Ends with this and its last value. */
  void end(String last, int value) {
    sql.append(last);
    values.add(value);
  }

  /** Makes something of a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> read(Connection connection, Reader<T> reader) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      List<T> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(reader.read(row));
        }
      }
      return all;
    }
  }
}
