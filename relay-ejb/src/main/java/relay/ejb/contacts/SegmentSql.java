package relay.ejb.contacts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import relay.domain.contacts.AttributeComparison;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.SegmentCondition;
import relay.domain.contacts.behaviour.Engagement;
import relay.domain.tracking.LinkName;

/**
 * A condition as SQL over one row. Each leaf is true or false and never unknown, so that not means
 * the others. Values are bound, columns chosen by slot: no text of a tenant is in the SQL.
 */
final class SegmentSql {
  private static final String NOBODY = "1 = 0";
  private final Map<String, AttributeColumn> columns;
  private final Instant now;
  private final Condition out;

  private SegmentSql(Map<String, AttributeColumn> columns, Instant now, Condition out) {
    this.columns = columns;
    this.now = now;
    this.out = out;
  }

  /** Adds the condition as one that must hold too. */
  static Condition and(
      Condition first,
      SegmentCondition segment,
      Map<String, AttributeColumn> columns,
      Instant now) {
    first.add(" and ");
    new SegmentSql(columns, now, first).write(segment);
    return first;
  }

  private void write(SegmentCondition condition) {
    if (condition instanceof SegmentCondition.All all) {
      several(all.parts(), " and ");
    } else if (condition instanceof SegmentCondition.Any any) {
      several(any.parts(), " or ");
    } else if (condition instanceof SegmentCondition.Not not) {
      out.add("not (");
      write(not.part());
      out.add(")");
    } else if (condition instanceof SegmentCondition.Attribute attribute) {
      attribute(attribute);
    } else if (condition instanceof SegmentCondition.Stands stands) {
      out.add(
          "consents like ?",
          stands
              .state()
              .map(state -> ConsentMarks.pattern(stands.list(), state))
              .orElseGet(() -> ConsentMarks.pattern(stands.list())));
    } else if (condition instanceof SegmentCondition.InDomain in) {
      out.add("domain = ?", in.domain());
    } else if (condition instanceof SegmentCondition.Speaks speaks) {
      String tag = speaks.locale().toLanguageTag();
      out.add("(locale = ? or locale like ? escape '!')", tag, escaped(tag) + "-%");
    } else if (condition instanceof SegmentCondition.InZone in) {
      out.add("zone = ?", in.zone().getId());
    } else if (condition instanceof SegmentCondition.MadeWithin made) {
      out.add("created_at >= ?", daysAgo(made.days()));
    } else if (condition instanceof SegmentCondition.Did did) {
      did(did);
    } else if (condition instanceof SegmentCondition.Inactive inactive) {
      inactive(daysAgo(inactive.days()), inactive.mails());
    } else if (condition instanceof SegmentCondition.Scores scores) {
      out.joinBehaviour();
      number(
          "coalesce(b.points, 0)", scores.test(), List.of(Engagement.kept(scores.points(), now)));
    }
  }

  private OffsetDateTime daysAgo(int days) {
    return ContactRows.at(now.minus(days, ChronoUnit.DAYS));
  }

  private void did(SegmentCondition.Did did) {
    if (did.link().isPresent()) {
      out.add(
          "exists (select 1 from contact_click c where c.contact_id = contact.id and c.link_id = ?",
          LinkName.hash(did.link().get()));
      did.days().ifPresent(days -> out.add(" and c.clicked_at >= ?", daysAgo(days)));
      out.add(")");
      return;
    }
    out.joinBehaviour();
    String column =
        switch (did.what()) {
          case SENT -> "b.sent_at";
          case DELIVERED -> "b.delivered_at";
          case OPENED -> "b.opened_at";
          case CLICKED -> "b.clicked_at";
        };
    out.add("(" + column + " is not null");
    did.days().ifPresent(days -> out.add(" and " + column + " >= ?", daysAgo(days)));
    out.add(")");
  }

  /** As {@link relay.domain.contacts.behaviour.Behaviour.Activity#isInactive} says. */
  private void inactive(OffsetDateTime since, int mails) {
    out.joinBehaviour();
    out.add("(b.first_delivered_at is not null and b.first_delivered_at < ?", since);
    out.add(" and (b.opened_at is null or b.opened_at < ?)", since);
    out.add(" and (b.clicked_at is null or b.clicked_at < ?)", since);
    if (mails > 0) { // a sunset rule: who confirmed a list since then is active, too
      out.add(" and (affirmed_at is null or affirmed_at < ?)", since);
    }
    out.add(" and b.mails_since >= ?)", mails);
  }

  private void several(List<SegmentCondition> parts, String between) {
    out.add("(");
    for (int i = 0; i < parts.size(); i++) {
      out.add(i == 0 ? "" : between);
      write(parts.get(i));
    }
    out.add(")");
  }

  private void attribute(SegmentCondition.Attribute asked) {
    AttributeColumn found = columns.get(asked.name());
    if (found == null) {
      out.add(NOBODY); // nobody has a value of it yet
      return;
    }
    String column = found.column();
    out.add("(" + column + " is not null");
    if (!asked.values().isEmpty()) {
      out.add(" and ");
      if (found.type() == AttributeType.TEXT) {
        text("lower(" + column + ")", asked);
      } else if (found.type() == AttributeType.LIST) {
        out.add(column + " like ? escape '!'", "%|" + escaped(asked.values().get(0).text()) + "|%");
      } else {
        number(column, asked.test(), asked.values().stream().map(AttributeColumn::kept).toList());
      }
    }
    out.add(")");
  }

  private void text(String lower, SegmentCondition.Attribute asked) {
    List<String> values =
        asked.values().stream().map(v -> v.text().toLowerCase(Locale.ROOT)).toList();
    String first = values.get(0);
    switch (asked.test()) {
      case CONTAINS -> out.add(lower + " like ? escape '!'", "%" + escaped(first) + "%");
      case STARTS_WITH -> out.add(lower + " like ? escape '!'", escaped(first) + "%");
      default -> oneOf(lower, values);
    }
  }

  private void number(String column, AttributeComparison test, List<? extends Object> values) {
    switch (test) {
      case BELOW -> out.add(column + " < ?", values.get(0));
      case AT_MOST -> out.add(column + " <= ?", values.get(0));
      case AT_LEAST -> out.add(column + " >= ?", values.get(0));
      case ABOVE -> out.add(column + " > ?", values.get(0));
      default -> oneOf(column, values);
    }
  }

  private void oneOf(String column, List<? extends Object> values) {
    out.add(
        column + " in (" + "?, ".repeat(values.size() - 1) + "?)", values.toArray(Object[]::new));
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
