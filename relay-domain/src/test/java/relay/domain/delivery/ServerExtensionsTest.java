package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerExtensionsTest {

  @Test
  void shouldReadKeywordsInAnyCase() {
    ServerExtensions server = of("pipelining", "Size 5000", "AUTH plain login");

    assertThat(server.offersPipelining()).isTrue();
    assertThat(server.offers("SIZE")).isTrue();
    assertThat(server.sizeMax()).isEqualTo(5000);
    assertThat(server.loginMechanisms()).containsExactlyInAnyOrder("PLAIN", "LOGIN");
  }

  @Test
  void shouldNotTakeTheGreetingForAKeyword() {
    assertThat(ServerExtensions.of(List.of("PIPELINING")).offersPipelining()).isFalse();
    assertThat(ServerExtensions.of(List.of()).offersPipelining()).isFalse();
  }

  @Test
  void shouldReadTheOldFormOfAuth() {
    assertThat(of("AUTH=LOGIN PLAIN").loginMechanisms()).contains("LOGIN", "PLAIN");
  }

  @Test
  void shouldKnowNoLimitWhereNoneOrNonsenseIsSaid() {
    for (String size : List.of("SIZE", "SIZE 0", "SIZE x", "SIZE 99999999999999999999")) {
      assertThat(of(size).sizeMax()).isEqualTo(Long.MAX_VALUE);
    }
    assertThat(of("LIMITS RCPTMAX=").recipientsMax()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldReadLimits() {
    ServerExtensions server = of("LIMITS MAILMAX=3 RCPTMAX=20 RCPTDOMAINMAX=1");

    assertThat(server.mailsMax()).isEqualTo(3);
    assertThat(server.recipientsMax()).isEqualTo(20);
    assertThat(server.recipientDomainsMax()).isEqualTo(1);
  }

  private static ServerExtensions of(String... lines) {
    var all = new ArrayList<>(List.of("mx.example"));
    all.addAll(List.of(lines));
    return ServerExtensions.of(all);
  }
}
