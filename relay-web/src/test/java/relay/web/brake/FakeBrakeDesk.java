package relay.web.brake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeSettings;
import relay.domain.settings.Settings;

/** Brakes in memory, numbered b1, b2 and so on. */
final class FakeBrakeDesk implements BrakeDesk {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  final List<String> origins = new ArrayList<>();
  boolean isDatabaseDown;
  private final Map<String, Brake> brakes = new LinkedHashMap<>();

  @Override
  public Brake set(BrakeOrder order, Actor by) {
    origins.add(by.origin());
    Brake brake = brake("b" + (brakes.size() + 1), order, by.name());
    brakes.put(brake.id(), brake);
    return brake;
  }

  private static Brake brake(String id, BrakeOrder order, String author) {
    var settings = BrakeSettings.from(Settings.of(BrakeSettings.ALL, Map.of(), Map.of()));
    return order.brake(id, author, NOW, settings);
  }

  @Override
  public Preview preview(BrakeOrder order, String author) {
    return new Preview(brake("preview", order, author), 42, true);
  }

  @Override
  public List<Brake> list(boolean ended) {
    return brakes.values().stream().filter(b -> b.isActiveAt(NOW) != ended).toList();
  }

  @Override
  public Optional<Brake> find(String id) {
    return Optional.ofNullable(brakes.get(id));
  }

  @Override
  public Optional<Brake> lift(String id, Actor by) {
    Optional<Brake> active = find(id).filter(b -> b.isActiveAt(NOW));
    active.ifPresent(b -> brakes.put(id, b.lift(NOW, by.name())));
    return active.flatMap(b -> find(id));
  }

  @Override
  public boolean isOnlyHere(Brake brake) {
    return isDatabaseDown;
  }

  @Override
  public long waiting() {
    return 7;
  }
}
