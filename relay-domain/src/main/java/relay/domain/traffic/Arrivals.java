package relay.domain.traffic;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

/** Which streams brought the mail that came lately, and how many of it went ahead. One thread. */
final class Arrivals {
  // As many as a lane holds before new mail is slowed at the door, about.
  private static final int REMEMBERED = 1_024;

  // Two who send alike are never both called greedy by chance.
  private static final double GREED = 1.25;
  private static final int CHANCE = 4;
  private final Function<MailOwner, Weight> weights;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final Map<Party, Count> counts = new HashMap<>();
  private final Weighing scales = new Weighing();
  private int ahead;

  private record Party(String tenant, String stream) {
    static Party of(MailOwner owner) {
      return new Party(owner.tenant(), owner.stream());
    }
  }

  private static final class Count {
    private final Weight weight;
    private int mails;

    Count(Weight weight) {
      this.weight = weight;
    }
  }

  private record Entry(Party party, boolean wentAhead) {}

  Arrivals(Function<MailOwner, Weight> weights) {
    this.weights = weights;
  }

  /** How a stream stands before its next mail. */
  Claim claim(MailOwner owner) {
    Party party = Party.of(owner);
    Count count = counts.get(party);
    if (count == null) {
      return scales.parties() > 0 ? Claim.LESS : Claim.FAIR;
    }
    if (scales.parties() == 1) {
      return Claim.FAIR;
    }
    double part = scales.part(party.tenant(), count.weight) * entries.size();
    if (count.mails > GREED * part + CHANCE) {
      return Claim.MORE;
    }
    return count.mails * 2 < part ? Claim.LESS : Claim.FAIR;
  }

  /** One came. */
  void add(MailOwner owner) {
    add(owner, false);
  }

  /** One came; whether it goes ahead: if its stream brings little, and no more than each second. */
  boolean addAhead(MailOwner owner) {
    return add(owner, true);
  }

  private boolean add(MailOwner owner, boolean mayGoAhead) {
    Party party = Party.of(owner);
    Count count = counts.get(party);
    if (count == null) {
      count = new Count(weights.apply(owner));
      counts.put(party, count);
      scales.add(party.tenant(), count.weight);
    }
    boolean goesAhead = mayGoAhead && ahead * 2 < entries.size() && claim(owner) == Claim.LESS;
    count.mails++;
    ahead += goesAhead ? 1 : 0;
    entries.addLast(new Entry(party, goesAhead));
    if (entries.size() > REMEMBERED) {
      drop(entries.removeFirst());
    }
    return goesAhead;
  }

  private void drop(Entry eldest) {
    ahead -= eldest.wentAhead() ? 1 : 0;
    Count count = counts.get(eldest.party());
    if (--count.mails == 0) {
      counts.remove(eldest.party());
      scales.remove(eldest.party().tenant(), count.weight);
    }
  }

  void forget() {
    while (!entries.isEmpty()) {
      drop(entries.removeFirst());
    }
  }
}
