package relay.ejb.suppression;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.suppression.BounceHistory;
import relay.domain.suppression.BounceJudge;
import relay.domain.suppression.BounceJudge.Step;
import relay.domain.suppression.BounceOutcome;
import relay.domain.suppression.BounceOutcome.Kind;
import relay.domain.suppression.BounceRules;
import relay.domain.suppression.Suppression;
import relay.domain.suppression.SuppressionDesk.Listed;
import relay.domain.suppression.SuppressionHash;
import relay.domain.suppression.SuppressionRules;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;
import relay.ejb.suppression.SuppressionRows.Version;

/**
 * Lets the rules judge outcomes against what is remembered, within a transaction of the caller. One
 * instance for one batch.
 */
final class BounceRows {
  private static final int IDS_AT_ONCE = 500;
  private final Connection connection;
  private final SuppressionRules rules;
  private final Instant now;
  private final Map<String, BounceHistory> histories = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Map<String, Listed> suppressed = new LinkedHashMap<>();
  private SuppressionHash hash;

  BounceRows(Connection connection, SuppressionRules rules, Instant now) {
    this.connection = connection;
    this.rules = rules;
    this.now = now;
  }

  /** In the order in which they happened; how many entries came of it. */
  int judge(List<BounceOutcome> outcomes) throws SQLException {
    Version version = SuppressionRows.version(connection);
    if (version.key().length == 0) {
      if (outcomes.stream().allMatch(o -> o.kind() == Kind.DELIVERED)) {
        return 0; // nobody has a history yet
      }
      version = SuppressionRows.next(connection);
    }
    hash = new SuppressionHash(version.key());
    load(outcomes);
    for (BounceOutcome outcome : outcomes) {
      BounceRules rule = rules.of(outcome.owner().tenant(), outcome.owner().stream()).bounces();
      String address = idOf(SuppressionSubject.of(outcome.recipient()), outcome);
      BounceHistory before = histories.getOrDefault(address, BounceHistory.NONE);
      take(address, before, BounceJudge.address(before, outcome, rule));
      if (BounceJudge.concernsDomain(outcome)) {
        String domain = idOf(SuppressionSubject.ofDomain(outcome.recipient()), outcome);
        BounceHistory known = histories.getOrDefault(domain, BounceHistory.NONE);
        take(domain, known, BounceJudge.domain(known, outcome, rule));
      }
    }
    save();
    return put();
  }

  private String idOf(SuppressionSubject subject, BounceOutcome outcome) {
    return hash.of(subject, SuppressionScope.ofTenant(outcome.owner().tenant())).toString();
  }

  private void take(String id, BounceHistory before, Step step) {
    boolean isNews = !step.history().equals(before);
    if (isNews && !(before.isNothing() && step.history().isNothing())) {
      histories.put(id, step.history());
      changed.add(id);
    }
    if (step.suppression().isPresent()) {
      Suppression entry = step.suppression().get();
      String name = hash.of(entry.subject().orElseThrow(), entry.scope()).toString();
      suppressed.put(name, new Listed(name, entry));
    }
  }

  private void load(List<BounceOutcome> outcomes) throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    for (BounceOutcome outcome : outcomes) {
      ids.add(idOf(SuppressionSubject.of(outcome.recipient()), outcome));
      if (BounceJudge.concernsDomain(outcome)) {
        ids.add(idOf(SuppressionSubject.ofDomain(outcome.recipient()), outcome));
      }
    }
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
      load(all, from, Math.min(all.size(), from + IDS_AT_ONCE));
    }
  }

  private void load(List<String> ids, int from, int to) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, history from bounce_history where id in ("
                + "?, ".repeat(to - from - 1)
                + "?) for update")) {
      for (int i = from; i < to; i++) {
        select.setString(i - from + 1, ids.get(i));
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          histories.put(row.getString(1), BounceHistory.read(row.getString(2)));
        }
      }
    }
  }

  private void save() throws SQLException {
    for (String id : changed) {
      BounceHistory history = histories.get(id);
      if (history.isNothing()) {
        delete(id);
      } else if (!write(
          "update bounce_history set history = ?, changed_at = ? where id = ?", id, history)) {
        write("insert into bounce_history (history, changed_at, id) values (?, ?, ?)", id, history);
      }
    }
  }

  private boolean write(String sql, String id, BounceHistory history) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, history.text());
      statement.setObject(2, SuppressionRows.at(now));
      statement.setString(3, id);
      return statement.executeUpdate() > 0;
    }
  }

  private void delete(String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from bounce_history where id = ?")) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
  }

  /** A rule never shortens what holds already: what somebody put there, or another reason. */
  private int put() throws SQLException {
    if (suppressed.isEmpty()) {
      return 0;
    }
    Version next = SuppressionRows.next(connection);
    List<Listed> news = new ArrayList<>();
    for (Listed each : suppressed.values()) {
      Optional<Suppression> there =
          SuppressionRows.find(connection, each.id()).map(Listed::suppression);
      if (there.filter(t -> outlasts(t, each.suppression())).isEmpty()) {
        news.add(each);
      }
    }
    SuppressionRows.put(connection, news, next.revision(), now);
    return news.size();
  }

  private boolean outlasts(Suppression there, Suppression other) {
    return there.holdsAt(now)
        && (there.expiresAt().isEmpty()
            || other.expiresAt().filter(end -> !end.isAfter(there.expiresAt().get())).isPresent());
  }
}
