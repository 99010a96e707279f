package relay.domain.contacts;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.contacts.behaviour.BehaviourKind;
import relay.domain.tenancy.Sunset;

/**
 * Which contacts a segment means; made by {@link SegmentReader}, within its bounds. Of each contact
 * it is true or false: one who has no value of an attribute fits no test of it, and so fits the
 * opposite of every test.
 */
public sealed interface SegmentCondition {

  /** All of them hold. */
  record All(List<SegmentCondition> parts) implements SegmentCondition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** One of them holds at least. */
  record Any(List<SegmentCondition> parts) implements SegmentCondition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(SegmentCondition part) implements SegmentCondition {}

  /**
   * What an attribute says.
   *
   * @param values of the attribute's type, texts for a list of words; one for most tests, several
   *     for {@link AttributeComparison#ONE_OF}, none for {@link AttributeComparison#SET}
   */
  record Attribute(String name, AttributeComparison test, List<AttributeValue> values)
      implements SegmentCondition {
    public Attribute {
      values = List.copyOf(values);
    }
  }

  /**
   * How a contact stands to a list.
   *
   * @param state empty: the list knows it, in whatever state
   */
  record Stands(String list, Optional<ConsentState> state) implements SegmentCondition {}

  /**
   * Where the address is.
   *
   * @param domain in A-labels
   */
  record InDomain(String domain) implements SegmentCondition {}

  /** The language, in whatever country where none is named. */
  record Speaks(Locale locale) implements SegmentCondition {}

  record InZone(ZoneId zone) implements SegmentCondition {}

  /** Made in the last days. */
  record MadeWithin(int days) implements SegmentCondition {}

  /**
   * What became of its mail, or what the person did with it, as far back as that is kept.
   *
   * @param link without query and fragment; of clicks only
   * @param days the last ones; empty: ever
   */
  record Did(BehaviourKind what, Optional<String> link, Optional<Integer> days)
      implements SegmentCondition {}

  /**
   * No open and no click of the person for so long, although it had mail by then; and no list
   * confirmed, where a number of mails says that a sunset rule asks.
   *
   * @param mails that were delivered since the last one, or ever, at least; 0: any
   */
  record Inactive(int days, int mails) implements SegmentCondition {
    /** Whom this rule takes for inactive. */
    public static Inactive by(Sunset rule) {
      return new Inactive(rule.days(), rule.mails());
    }
  }

  /**
   * How engaged it is now, by {@link relay.domain.contacts.behaviour.Engagement}.
   *
   * @param test below, at most, at least or above
   */
  record Scores(AttributeComparison test, double points) implements SegmentCondition {}
}
