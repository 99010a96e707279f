package relay.domain.egress;

import java.util.List;
import java.util.Optional;
import relay.domain.control.Responsible;
import relay.domain.delivery.Origin;
import relay.domain.egress.EgressPool.Selection;
import relay.domain.traffic.Source;

/**
 * The pool that some mail leaves from.
 *
 * @param pool its name; {@code default} for the addresses of the settings
 * @param members all its sources, whatever their state, in its order
 * @param by what bound the mail to it
 * @param note what was asked for and could not be had, in words
 */
public record PoolBinding(
    String pool, Selection selection, List<Member> members, Responsible by, Optional<String> note) {
  private static final Member SETTINGS =
      new Member(Source.DEFAULT, Optional.empty(), 1, SourceState.ACTIVE);

  /** Where nothing else is said. */
  public static final PoolBinding DEFAULT =
      new PoolBinding(
          Origin.DEFAULT_SOURCE,
          Selection.ORDERED,
          List.of(SETTINGS),
          Responsible.setting("delivery.source-address-ipv4"),
          Optional.empty());

  /**
   * One source of a pool.
   *
   * @param object empty for the source of the settings
   */
  public record Member(
      Source source, Optional<EgressSource> object, int weight, SourceState state) {
    static Member of(EgressSource object) {
      return new Member(object.asSource(), Optional.of(object), object.weight(), object.state());
    }

    static Member ofSettings() {
      return SETTINGS;
    }
  }

  public PoolBinding {
    members = List.copyOf(members);
  }

  boolean has(String source) {
    return members.stream().anyMatch(member -> member.source().name().equals(source));
  }

  PoolBinding boundBy(Responsible other) {
    return new PoolBinding(pool, selection, members, other, note);
  }

  static PoolBinding instead(String note) {
    return new PoolBinding(
        DEFAULT.pool, DEFAULT.selection, DEFAULT.members, DEFAULT.by, Optional.of(note));
  }
}
