package relay.domain.egress;

import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.mail.IpLiteral;

/** Sources and pools on a machine that has some addresses. */
public final class EgressFixture {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final Set<InetAddress> machine = new HashSet<>();
  private ControlState state = ControlState.EMPTY;
  private Instant now = NOON;
  private int asked;

  /** A desk without pools. */
  public static EgressDesk none() {
    return new EgressFixture().desk(new Random(1));
  }

  public static EgressSource source(String name, String fields) {
    return EgressKinds.SOURCE.read(EgressSource.key(name), 1, json(fields));
  }

  public static EgressPool pool(String name, String fields) {
    return EgressKinds.POOL.read(EgressPool.key(name), 1, json(fields));
  }

  private static JsonObject json(String fields) {
    return ControlJson.read("{" + fields.replace('\'', '"') + "}");
  }

  public static InetAddress address(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }

  public EgressFixture with(ControlObject... objects) {
    state = state.with(state.revision() + 1, List.of(objects), List.<ControlKey>of());
    return this;
  }

  /** The machine has this address. */
  public EgressFixture has(String... addresses) {
    for (String text : addresses) {
      machine.add(address(text));
    }
    return this;
  }

  public EgressFixture loses(String text) {
    machine.remove(address(text));
    return this;
  }

  public EgressFixture at(Instant time) {
    now = time;
    return this;
  }

  public ControlState state() {
    return state;
  }

  /** How often the machine was asked for its addresses. */
  public int asked() {
    return asked;
  }

  public EgressDesk desk(RandomGenerator chance) {
    InstantSource clock = () -> now;
    var memory =
        new AddressMemory(
            address -> {
              asked++;
              return machine.contains(address);
            },
            clock);
    return new EgressDesk(() -> state, memory, chance);
  }
}
