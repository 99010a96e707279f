package relay.domain.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.ReversePath;

class FeedbackWayTest {

  @Test
  void shouldComeBackByTheListenerForOtherServers() {
    FeedbackWay way = SomeFeedbackWay.at(2526);

    assertThat(way.door().orElseThrow().address()).hasToString("/127.0.0.1");
    assertThat(way.door().orElseThrow().port()).isEqualTo(2526);
    assertThat(way.obstacle(ReversePath.parse(SomeFeedbackWay.PATH))).isEmpty();
  }

  @Test
  void shouldReachAListenerThatIsBoundToAllAddresses() {
    var way =
        SomeFeedbackWay.with(
            Map.of(
                "listener.in.role", "inbound",
                "listener.in.port", "2526",
                "listener.in.address", "0.0.0.0"));

    assertThat(way.door().orElseThrow().address().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"role,submission", "port,0", "tls,implicit", "proxy-protocol,v1"})
  void shouldSayThatThereIsNoDoor(String setting, String value) {
    Map<String, String> settings =
        new java.util.HashMap<>(
            Map.of(
                "listener.in.role", "inbound",
                "listener.in.port", "2526",
                "listener.in.proxy-peers", "127.0.0.1"));
    settings.put("listener.in." + setting, value);
    if (!setting.equals("proxy-protocol")) {
      settings.remove("listener.in.proxy-peers");
    }

    FeedbackWay way = SomeFeedbackWay.with(settings);

    assertThat(way.door()).isEmpty();
    assertThat(way.obstacle(ReversePath.parse(SomeFeedbackWay.PATH)).orElseThrow())
        .contains("listener of role inbound");
  }

  @ParameterizedTest
  @CsvSource({"ann@acme.example", "ann@bounce.acme.example", "b-2aaa@bounce.acme.example", "''"})
  void shouldSayThatTheSenderIsNoFeedbackAddress(String sender) {
    assertThat(SomeFeedbackWay.at(2526).obstacle(ReversePath.parse(sender)).orElseThrow())
        .contains("return_path=token");
  }
}
