package relay.ejb.login;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.reception.FailureChange;
import relay.domain.reception.FailureCount;
import relay.domain.reception.FailureKey;
import relay.domain.reception.LoginThrottle;
import relay.domain.user.SessionBook;
import relay.domain.user.SessionNote;

/** What this node tells the others at one time. One thread. */
final class LoginNews {
  private final Map<String, LoginThrottle> throttles;
  private final Optional<SessionBook> book;
  private final Map<String, Map<FailureKey, FailureChange>> failures = new LinkedHashMap<>();
  private final Map<String, Map<FailureKey, FailureCount>> counts = new LinkedHashMap<>();
  private final List<SessionNote> sessions;

  /**
   * Takes it from those who know it; ends with {@link #told} or {@link #keep}.
   *
   * @param most of each
   */
  LoginNews(Map<String, LoginThrottle> throttles, Optional<SessionBook> book, int most) {
    this.throttles = Map.copyOf(throttles);
    this.book = book;
    throttles.forEach((desk, throttle) -> failures.put(desk, throttle.news(most)));
    this.sessions = book.map(b -> b.news(most)).orElse(List.of());
  }

  boolean isNone() {
    return sessions.isEmpty() && failures.values().stream().allMatch(Map::isEmpty);
  }

  void write(Connection connection, Instant now, LoginVersion version) throws SQLException {
    FailureRows rows = new FailureRows(connection);
    for (Map.Entry<String, Map<FailureKey, FailureChange>> each : failures.entrySet()) {
      String desk = each.getKey();
      counts.put(desk, rows.add(desk, throttles.get(desk), each.getValue(), version));
    }
    SessionRows sessionRows = new SessionRows(connection);
    for (SessionNote note : sessions) {
      sessionRows.write(note, now, version);
    }
  }

  /** They are in the database. */
  void told() {
    counts.forEach((desk, told) -> throttles.get(desk).told(told));
    book.ifPresent(b -> b.told(sessions));
  }

  /** They are not, or nobody knows. */
  void keep() {
    failures.forEach((desk, news) -> throttles.get(desk).keep(news));
    book.ifPresent(b -> b.keep(sessions));
  }
}
