package relay.domain.spike;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import relay.domain.suppression.SpikeRules;
import relay.domain.suppression.SpikeRules.Mode;

/**
 * Counts what becomes of the mail of each stream, at each provider or domain and all over, and says
 * what follows. Bounded: the places that were quiet longest are forgotten, but none that is braked.
 * Not thread-safe.
 */
public final class SpikeBook {
  private static final int DOMAINS_MAX = 20_000;
  private final BiFunction<String, String, SpikeRules> rules;
  private final Function<String, Optional<String>> providerOf;
  private final Map<StreamPlace, PlaceWatch> places = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, String> providers = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * @param rules of a tenant and stream as they are now
   * @param providerOf the provider of a domain where that is known now; asks nobody
   */
  public SpikeBook(
      BiFunction<String, String, SpikeRules> rules, Function<String, Optional<String>> providerOf) {
    this.rules = rules;
    this.providerOf = providerOf;
  }

  /** Counts an event. */
  public void take(SpikeSignal signal) {
    SpikeRules own = rules.apply(signal.tenant(), signal.stream());
    if (own.mode() == Mode.OFF) {
      return;
    }
    Optional<String> provider = provider(signal.domain());
    StreamPlace place =
        new StreamPlace(
            signal.tenant(),
            signal.stream(),
            provider,
            provider.isPresent() ? Optional.empty() : Optional.of(signal.domain()));
    PlaceWatch watch = watch(place, own);
    watch.take(signal, own);
    PlaceWatch whole = watch(place.whole(), own);
    if (watch.level() == Level.FREE && !signal.at().isBefore(watch.quietUntil())) {
      whole.take(signal, own);
    }
    forgetSome(own.placesMax());
  }

  /** As it was known last: complaints come when nobody has looked at the domain for days. */
  private Optional<String> provider(String domain) {
    Optional<String> known = providerOf.apply(domain);
    if (known.isEmpty()) {
      return Optional.ofNullable(providers.get(domain));
    }
    providers.put(domain, known.get());
    if (providers.size() > DOMAINS_MAX) {
      Iterator<String> eldest = providers.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return known;
  }

  private PlaceWatch watch(StreamPlace place, SpikeRules own) {
    return places.computeIfAbsent(place, p -> new PlaceWatch(p, own));
  }

  private void forgetSome(int most) {
    Iterator<PlaceWatch> eldest = places.values().iterator();
    while (places.size() > most && eldest.hasNext()) {
      if (eldest.next().level() == Level.FREE) {
        eldest.remove();
      }
    }
  }

  /** What follows now. Narrow places first: what one of them explains is not the stream's. */
  public List<SpikeStep> steps(Instant now) {
    List<SpikeStep> steps = new ArrayList<>(0);
    List<PlaceWatch> all = List.copyOf(places.values());
    for (PlaceWatch watch : all) {
      if (!watch.place().isEverywhere()) {
        step(watch, now, steps);
      }
    }
    for (PlaceWatch watch : all) {
      if (watch.place().isEverywhere()) {
        step(watch, now, steps);
      }
    }
    return steps;
  }

  private void step(PlaceWatch watch, Instant now, List<SpikeStep> steps) {
    SpikeRules own = rules.apply(watch.place().tenant(), watch.place().stream());
    if (own.mode() == Mode.OFF) {
      if (watch.level() != Level.FREE) {
        steps.add(watch.end(Duration.ZERO, now, "spikes are not looked for any more"));
      }
      return;
    }
    boolean wasFree = watch.level() == Level.FREE;
    Optional<SpikeStep> step = watch.step(own, now);
    step.ifPresent(steps::add);
    PlaceWatch whole = places.get(watch.place().whole());
    if (wasFree && step.isPresent() && !watch.place().isEverywhere() && whole != null) {
      whole.bounces().subtract(watch.bounces());
      whole.complaints().subtract(watch.complaints());
    }
  }

  /** A step is carried out by this brake. */
  public void braked(StreamPlace place, String brake) {
    places.get(place).braked(brake);
  }

  /** A step could not be carried out: it comes again while its reason is there. */
  public void undo(StreamPlace place) {
    places.get(place).undo();
  }

  /** The brakes in force as far as this book knows, by place. */
  public Map<StreamPlace, String> brakes() {
    Map<StreamPlace, String> brakes = new LinkedHashMap<>();
    places.values().forEach(w -> w.brake().ifPresent(id -> brakes.put(w.place(), id)));
    return brakes;
  }

  /** Somebody lifted the brake; nothing follows there for a time. */
  public SpikeStep lifted(StreamPlace place, String by, Instant now) {
    SpikeRules own = rules.apply(place.tenant(), place.stream());
    return places.get(place).end(own.quiet(), now, "ended by " + by);
  }

  /** How many places are counted. */
  public int size() {
    return places.size();
  }

  Collection<PlaceWatch> watches() {
    return places.values();
  }

  /** The watch of a place that was written down. */
  PlaceWatch restored(StreamPlace place) {
    return watch(place, rules.apply(place.tenant(), place.stream()));
  }
}
