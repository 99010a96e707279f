package relay.domain.tracking;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells machines from people: by what the program calls itself and where it comes from, by HEAD and
 * prefetch, by a link that no person can see, by how soon after the mail it came, and by many links
 * in a moment. Remembers so many visitors at most, those that came last. Thread-safe.
 */
public final class VisitJudge {
  static final String NO_AGENT = "no-agent";
  static final String PREFETCH = "prefetch";
  static final String HEAD = "head";
  static final String TRAP = "trap-link";
  static final String EARLY = "early";
  static final String BURST = "many-links";

  /** Visitors that are remembered. */
  static final int VISITORS_MAX = 50_000;

  /** How long a visitor that gave himself away counts as a machine. */
  static final Duration MARK = Duration.ofMinutes(2);

  private static final int VISITS_MAX = 16;

  private final KnownVisitors known;
  private final Supplier<TrackingSettings> settings;
  private final Map<Object, Memory> memories =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Memory> eldest) {
          return size() > VISITORS_MAX;
        }
      };

  /** Of whom nothing but his mail and address is known. */
  private record Stranger(InetAddress client, Object owner, Instant sentAt) {}

  /** What a visitor did lately. */
  private static final class Memory {
    private final List<Visit> clicks = new ArrayList<>(2);
    private Instant markedUntil = Instant.MIN;
    private String mark = "";
  }

  public VisitJudge(Supplier<TrackingSettings> settings) {
    this(KnownVisitors.own(), settings);
  }

  VisitJudge(KnownVisitors known, Supplier<TrackingSettings> settings) {
    this.known = known;
    this.settings = settings;
  }

  /**
   * What a visit is to be told as: that visit first, then those that were a person's so far and are
   * a machine's now. Empty for what counts as nothing.
   */
  public List<Visit> judge(TrackedLink link, Visitor visitor, Instant now) {
    if (!visitor.isGet() || link.kind() == VisitKind.TRAP) {
      mark(link, visitor, visitor.isGet() ? TRAP : HEAD, now);
      return List.of();
    }
    Optional<KnownVisitors.Known> name = known.find(link.kind(), visitor);
    Optional<String> machine = byItself(link, visitor, name, now);
    VisitVerdict verdict =
        machine
            .map(VisitVerdict::machine)
            .orElseGet(() -> VisitVerdict.person(name.map(KnownVisitors.Known::name).orElse("")));
    Visit visit = new Visit(link, now, verdict, false);
    return link.kind() == VisitKind.CLICK ? withOthers(visit, visitor, now) : List.of(visit);
  }

  /** What the visit alone tells. */
  private Optional<String> byItself(
      TrackedLink link, Visitor visitor, Optional<KnownVisitors.Known> name, Instant now) {
    if (name.isPresent() && name.get().isMachine()) {
      return Optional.of(name.get().name());
    }
    if (visitor.agent().isBlank()) {
      return Optional.of(NO_AGENT);
    }
    if (visitor.isPrefetch()) {
      return Optional.of(PREFETCH);
    }
    return now.isBefore(link.sentAt().plus(settings.get().early()))
        ? Optional.of(EARLY)
        : Optional.empty();
  }

  private void mark(TrackedLink link, Visitor visitor, String why, Instant now) {
    synchronized (memories) {
      Memory memory = memories.computeIfAbsent(key(link, visitor), k -> new Memory());
      memory.markedUntil = now.plus(MARK);
      memory.mark = why;
    }
  }

  private List<Visit> withOthers(Visit visit, Visitor visitor, Instant now) {
    TrackingSettings rules = settings.get();
    synchronized (memories) {
      Memory memory = memories.computeIfAbsent(key(visit.link(), visitor), k -> new Memory());
      memory.clicks.removeIf(click -> click.at().plus(rules.burstTime()).isBefore(now));
      if (now.isBefore(memory.markedUntil) && !visit.verdict().isMachine()) {
        return List.of(new Visit(visit.link(), now, VisitVerdict.machine(memory.mark), false));
      }
      if (memory.clicks.size() < VISITS_MAX) {
        memory.clicks.add(visit);
      }
      long links = memory.clicks.stream().map(click -> click.link().number()).distinct().count();
      return links < rules.burstLinks() ? List.of(visit) : burst(memory, visit, now);
    }
  }

  private static List<Visit> burst(Memory memory, Visit last, Instant now) {
    List<Visit> told = new ArrayList<>();
    VisitVerdict machine = VisitVerdict.machine(BURST);
    told.add(last.verdict().isMachine() ? last : new Visit(last.link(), now, machine, false));
    for (Visit earlier : memory.clicks) {
      if (earlier != last && !earlier.verdict().isMachine()) {
        told.add(earlier.revisedTo(machine));
      }
    }
    memory.clicks.clear();
    memory.markedUntil = now.plus(MARK);
    memory.mark = BURST;
    return told;
  }

  /** The recipient where the link tells him; else whoever comes for the same mailing from there. */
  private static Object key(TrackedLink link, Visitor visitor) {
    return link.recipient()
        .<Object>map(recipient -> recipient)
        .orElseGet(() -> new Stranger(visitor.client(), link.owner(), link.sentAt()));
  }
}
