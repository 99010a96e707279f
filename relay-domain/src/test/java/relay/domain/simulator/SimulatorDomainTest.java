package relay.domain.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.simulator.Simulated.DOMAIN;
import static relay.domain.simulator.Simulated.address;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses belong to the practice ground, and what they name. */
class SimulatorDomainTest {

  @ParameterizedTest
  @CsvSource({
    "bob@unknown.simulator.test,        UNKNOWN,    unknown.simulator.test",
    "unknown@simulator.test,            UNKNOWN,    unknown.simulator.test",
    "unknown+job7@simulator.test,       UNKNOWN,    unknown.simulator.test",
    "unknown+a+b@simulator.test,        UNKNOWN,    unknown.simulator.test",
    "UnKnown@Simulator.TEST,            UNKNOWN,    unknown.simulator.test",
    "full@unknown.simulator.test,       UNKNOWN,    unknown.simulator.test",
    "tls-broken@simulator.test,         TLS_BROKEN, tls-broken.simulator.test",
    "x@TLS-Broken.simulator.test,       TLS_BROKEN, tls-broken.simulator.test",
    "in-doubt@simulator.test,           IN_DOUBT,   in-doubt.simulator.test",
  })
  void shouldReadTheWordInAnAddress(String address, Behaviour expected, String destination) {
    assertThat(DOMAIN.behaviourOf(address(address))).contains(expected);
    assertThat(DOMAIN.destinationOf(address(address))).isEqualTo(destination);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob@simulator.test",
        "tls_broken@simulator.test",
        "+accept@simulator.test",
        "bob@acceptable.simulator.test",
        "bob@accept.slow.simulator.test"
      })
  void shouldHoldAddressesWithoutAWordInOneDestination(String address) {
    assertThat(DOMAIN.holds(address(address))).isTrue();
    assertThat(DOMAIN.behaviourOf(address(address))).isEmpty();
    assertThat(DOMAIN.destinationOf(address(address))).isEqualTo("simulator.test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accept@test",
        "accept@xsimulator.test",
        "accept@simulator.test.example",
        "accept@simulator.testing",
        "simulator.test@acme.example",
        "accept@[192.0.2.1]"
      })
  void shouldLeaveAllOthersAlone(String address) {
    assertThat(DOMAIN.holds(address(address))).isFalse();
    assertThat(DOMAIN.behaviourOf(address(address))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Behaviour.class)
  void shouldFindEachBehaviourByItsWord(Behaviour behaviour) {
    assertThat(Behaviour.named(behaviour.word())).contains(behaviour);
    assertThat(behaviour.word()).matches("[a-z]+(-[a-z]+)?");
  }

  @Test
  void shouldBeOffUntilItHasADomain() {
    assertThat(Simulated.settings("simulator.domain", "").domain()).isEmpty();
    assertThat(Simulated.settings().domain()).contains(DOMAIN);
    assertThat(Simulated.settings("simulator.domain", "Simulator.TEST").domain()).contains(DOMAIN);
  }
}
