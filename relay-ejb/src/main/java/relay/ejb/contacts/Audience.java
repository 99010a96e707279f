package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentCondition;
import relay.domain.contacts.SegmentReader;
import relay.domain.tenancy.Sunset;

/**
 * The contacts of a tenant who have confirmed a list, within a transaction of the caller.
 *
 * @param schema what the tenant has declared now
 */
public record Audience(String tenant, ContactSchema schema, String list) {

  /** One of them as he is now. */
  public record Member(Contact contact, boolean hasConsent) {}

  /**
   * Writes them down in one statement: who confirms or leaves meanwhile is in it or is not.
   *
   * @param target names of the columns for the values given, the place and the id of each contact,
   *     such as {@code campaign_mail (run, place, contact)}
   * @param values that are the same in each row; they come first
   * @param ofId expressions over the contact's {@code id} that come after them; they are a part of
   *     the statement, so nothing that anybody typed may be in them
   * @param segment that they must be in, too
   * @param inactive rule by which they must be inactive, too
   * @return how many they are
   * @throws relay.domain.control.InvalidField when the segment asks for what is not declared any
   *     more
   */
  public long insertInto(
      Connection connection,
      String target,
      List<Object> values,
      List<String> ofId,
      Optional<Segment> segment,
      Optional<Sunset> inactive,
      Instant now)
      throws SQLException {
    Condition who = Condition.ofTenant(tenant).and("consents like ?", confirmed(list));
    if (segment.isPresent()) {
      SegmentSql.and(
          who,
          new SegmentReader(schema).read(segment.get().condition()),
          ContactSlots.read(connection, tenant, schema.attributes()),
          now);
    }
    if (inactive.isPresent()) {
      SegmentSql.and(who, SegmentCondition.Inactive.by(inactive.get()), Map.of(), now);
    }
    String sql =
        "insert into "
            + target
            + " select "
            + typed(values)
            + ofId.stream().map(each -> each + ", ").collect(Collectors.joining())
            + "row_number() over (order by id), id from "
            + who.from()
            + " where "
            + who;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      int next = 1;
      for (Object value : values) {
        insert.setObject(next++, value);
      }
      who.bind(insert, next);
      return insert.executeLargeUpdate();
    }
  }

  /**
   * Those of a tenant's contacts that are in a segment now: the text of a query for their numbers,
   * which says nothing of what is in it but by the values that are bound.
   */
  public static final class Within {
    private final Condition who;

    /**
     * @throws relay.domain.control.InvalidField when the segment asks for what is not declared any
     *     more
     */
    public Within(
        Connection connection, String tenant, ContactSchema schema, Segment segment, Instant now)
        throws SQLException {
      who = Condition.ofTenant(tenant);
      SegmentSql.and(
          who,
          new SegmentReader(schema).read(segment.condition()),
          ContactSlots.read(connection, tenant, schema.attributes()),
          now);
    }

    public String sql() {
      return "select id from contact where " + who;
    }

    /** Sets the values; the place of the next one. */
    public int bind(PreparedStatement statement, int from) throws SQLException {
      return who.bind(statement, from);
    }
  }

  /** A bare parameter among the results of a query has no type that every database guesses. */
  private static String typed(List<Object> values) {
    var out = new StringBuilder();
    for (Object value : values) {
      String type =
          value instanceof Long
              ? "bigint"
              : value instanceof Integer
                  ? "smallint"
                  : value instanceof Boolean
                      ? "boolean"
                      : value instanceof String ? "varchar(40)" : "timestamp(3) with time zone";
      out.append("cast(? as ").append(type).append("), ");
    }
    return out.toString();
  }

  /** Those of these contacts that are still there, by id. */
  public Map<Long, Member> members(Connection connection, List<Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return Map.of();
    }
    var rows =
        new ContactRows(
            tenant,
            ContactSlots.read(connection, tenant, schema.attributes()),
            schema.lists().keySet());
    Condition these =
        Condition.ofTenant(tenant)
            .and("id in (" + "?, ".repeat(ids.size() - 1) + "?)", ids.toArray(Object[]::new));
    Map<Long, Member> members = new HashMap<>();
    for (ContactRows.Row row : rows.rows(connection, these, "")) {
      boolean confirmed = row.marks().get(list) == ConsentState.CONFIRMED;
      members.put(Long.valueOf(row.contact().id()), new Member(row.contact(), confirmed));
    }
    return members;
  }

  /** What LIKE is given for who has confirmed a list. */
  public static String confirmed(String list) {
    return ConsentMarks.pattern(list, ConsentState.CONFIRMED);
  }

  /** How the database keeps an instant. */
  public static Object at(Instant instant) {
    return ContactRows.at(instant);
  }
}
