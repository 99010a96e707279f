package relay.ejb.brake;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.brake.BrakeSettings;
import relay.domain.control.ControlKinds;
import relay.domain.control.InMemoryControlStore;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueSearch;
import relay.domain.settings.Settings;

/** A node with its folder, over a store that it may share with others. */
final class SomeNode {
  final NodeBrakes brakes;
  final BrakeRecord record;
  final BrakeHandOver handOver;
  private final InstantSource clock;

  SomeNode(InMemoryControlStore store, Path folder, InstantSource clock) {
    this.clock = clock;
    brakes =
        new NodeBrakes(
            store, new BrakeFile(folder), clock, domain -> Optional.empty(), mail -> List.of());
    record = new BrakeRecord(store, () -> {});
    handOver = new BrakeHandOver(brakes, record, clock);
  }

  /** A store that knows brakes. */
  static InMemoryControlStore store() {
    return new InMemoryControlStore(new ControlKinds(List.of(NodeBrakes.KIND)));
  }

  static BrakeSettings settings(String key, String value) {
    return BrakeSettings.from(Settings.of(BrakeSettings.ALL, Map.of(key, value), Map.of()));
  }

  static BrakeSettings settings() {
    return settings("brake.most", "100");
  }

  <B extends QueueSearch & QueueGauge> NodeBrakeDesk desk(
      B broker, BrakeSettings settings, long seed) {
    return new NodeBrakeDesk(
        brakes,
        record,
        broker,
        broker,
        () -> settings,
        source -> List.of(),
        clock,
        new Random(seed));
  }
}
