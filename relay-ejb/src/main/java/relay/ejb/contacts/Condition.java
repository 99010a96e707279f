package relay.ejb.contacts;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A condition of SQL over contacts: text of ours, and the values that are bound to it. */
final class Condition {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();
  private String from = "contact";

  /** Of one tenant's contacts. */
  static Condition ofTenant(String tenant) {
    return new Condition().add("tenant = ?", tenant);
  }

  /** Adds what must hold too. */
  Condition and(String more, Object... given) {
    return add(" and ", List.of()).add(more, given);
  }

  /** Adds text with its values. */
  Condition add(String more, Object... given) {
    return add(more, List.of(given));
  }

  private Condition add(String more, List<Object> given) {
    text.append(more);
    values.addAll(given);
    return this;
  }

  /** Each contact beside what is known of its behaviour, {@code b}, if anything is. */
  void joinBehaviour() {
    from = "contact left join contact_behaviour b on b.contact_id = contact.id";
  }

  /** What it is a condition over: what stands behind {@code from} in the query. */
  String from() {
    return from;
  }

  /** Sets the values; the place of the next one. */
  int bind(PreparedStatement statement, int from) throws SQLException {
    int next = from;
    for (Object value : values) {
      statement.setObject(next++, value);
    }
    return next;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
