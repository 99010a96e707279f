package relay.ejb.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import relay.domain.mail.QueueId;
import relay.domain.view.MessageQuery;

/**
 * The SQL of a search. Ids sort by time, so they are order, cursor and time range at once and no
 * search has to sort.
 */
final class MessageSearch {
  // An id is made a moment before its mail is accepted; a slow client makes the moment longer.
  private static final Duration ID_BEFORE_ACCEPTANCE = Duration.ofHours(1);
  private final MessageQuery query;
  private final List<Object> values = new ArrayList<>();

  MessageSearch(MessageQuery query) {
    this.query = query;
  }

  /** The statement; to be asked before {@link #values()}. */
  String sql(String select) {
    var sql = new StringBuilder(select);
    sql.append(" from message m where 1 = 1");
    query.id().ifPresent(id -> condition(sql, " and m.id = ?", id.text()));
    query.before().ifPresent(id -> condition(sql, " and m.id < ?", id.text()));
    query.sender().ifPresent(s -> condition(sql, " and m.sender_key = ?", ViewRows.key(s)));
    query.tenant().ifPresent(t -> condition(sql, " and m.tenant = ?", t));
    query.stream().ifPresent(s -> stream(sql, s));
    query.campaign().ifPresent(c -> condition(sql, " and m.campaign = ?", c));
    query.credential().ifPresent(c -> condition(sql, " and m.credential = ?", c));
    query.from().ifPresent(from -> from(sql, from));
    query.to().ifPresent(to -> to(sql, to));
    if (query.asksForRecipients()) {
      sql.append(" and m.id in (select r.message_id from recipient r where 1 = 1");
      query.before().ifPresent(id -> condition(sql, " and r.message_id < ?", id.text()));
      // the same bounds again: a domain's index is read within them, and not from its end
      query.from().ifPresent(from -> condition(sql, " and r.message_id >= ?", firstOf(from)));
      query.to().ifPresent(to -> condition(sql, " and r.message_id < ?", endOf(to)));
      sql.append(recipientConditions(query, values)).append(')');
    }
    values.add(query.limit() + 1);
    return sql.append(" order by m.id desc limit ?").toString();
  }

  List<Object> values() {
    return values;
  }

  /** What must hold for a recipient {@code r}; adds its values. */
  static String recipientConditions(MessageQuery query, List<Object> values) {
    var sql = new StringBuilder();
    query
        .recipient()
        .ifPresent(
            address -> {
              sql.append(" and r.address_key = ?");
              values.add(ViewRows.key(address));
            });
    query
        .domain()
        .ifPresent(
            domain -> {
              sql.append(" and r.domain = ?");
              values.add(domain.ascii());
            });
    query
        .state()
        .ifPresent(
            state -> {
              sql.append(" and r.state = ?");
              values.add(state.label());
            });
    return sql.toString();
  }

  /** Mail of versions that knew no streams has none; its lane's name stands for it. */
  private void stream(StringBuilder sql, String stream) {
    condition(sql, " and (m.stream = ? or m.stream = '' and m.lane = ?)", stream);
    values.add(stream);
  }

  private void from(StringBuilder sql, Instant from) {
    condition(sql, " and m.accepted_at >= ?", ViewRows.at(from));
    condition(sql, " and m.id >= ?", firstOf(from));
  }

  private void to(StringBuilder sql, Instant to) {
    condition(sql, " and m.accepted_at < ?", ViewRows.at(to));
    condition(sql, " and m.id < ?", endOf(to));
  }

  private static String firstOf(Instant from) {
    return firstId(from.minus(ID_BEFORE_ACCEPTANCE));
  }

  private static String endOf(Instant to) {
    return firstId(to.plusMillis(1));
  }

  /** The smallest id that can have been made at or after an instant. */
  static String firstId(Instant at) {
    Instant bounded = at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
    return QueueId.next(bounded, () -> 0L).text();
  }

  private void condition(StringBuilder sql, String condition, Object value) {
    sql.append(condition);
    values.add(value);
  }
}
