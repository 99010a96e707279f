package relay.domain.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeSettings;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.settings.Settings;

/** Brakes in memory. */
final class InMemoryBrakes implements BrakeDesk {
  private static final BrakeSettings SETTINGS =
      BrakeSettings.from(Settings.of(BrakeSettings.ALL, Map.of(), Map.of()));
  final List<Brake> brakes = new ArrayList<>();
  boolean isFull;
  private final InstantSource clock;

  InMemoryBrakes(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Brake set(BrakeOrder order, Actor by) {
    if (isFull) {
      throw new BrakesUnavailable("the test lets no brake be set", null);
    }
    Brake brake = order.brake("b" + (brakes.size() + 1), by.name(), clock.instant(), SETTINGS);
    brakes.add(brake);
    return brake;
  }

  @Override
  public Preview preview(BrakeOrder order, String author) {
    return new Preview(order.brake("", author, clock.instant(), SETTINGS), 0, true);
  }

  @Override
  public List<Brake> list(boolean ended) {
    Instant now = clock.instant();
    return brakes.stream().filter(b -> b.isActiveAt(now) != ended).toList();
  }

  @Override
  public Optional<Brake> find(String id) {
    return brakes.stream().filter(b -> b.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Brake> lift(String id, Actor by) {
    Optional<Brake> found = find(id).filter(b -> b.isActiveAt(clock.instant()));
    found.ifPresent(b -> brakes.set(brakes.indexOf(b), b.lift(clock.instant(), by.name())));
    return found;
  }

  @Override
  public boolean isOnlyHere(Brake brake) {
    return false;
  }

  @Override
  public long waiting() {
    return 0;
  }
}
