package relay.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.administration.ChangeOrder;
import relay.domain.administration.ChangeResult;
import relay.domain.administration.Expectation;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.control.ControlJson;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;
import relay.web.HttpPeer;
import relay.web.RelayApplication;

/**
 * Walks every deletion of the API description with something that is not there (any more): gone is
 * gone, by whomever and however often, so that a client that saw no answer may ask again.
 */
class EveryDeletionTest {
  private static final String GONE = "0123456789abcdefghjk";
  private final EveryOperationTest walk = new NothingIsThere();
  private HttpPeer peer;

  /** Resources over ports that answer, but have nothing. */
  private static final class NothingIsThere extends EveryOperationTest {
    @Override
    Object behind(Method method) {
      Class<?> type = method.getReturnType();
      if (type == Optional.class) {
        return Optional.empty();
      }
      if (type == Instant.class) {
        return Instant.EPOCH;
      }
      if (type == void.class) {
        return null;
      }
      if (type == boolean.class) {
        return false;
      }
      return type == List.class ? List.of() : super.behind(method);
    }
  }

  @BeforeEach
  void start() {
    ChangeResult made =
        ObjectDesks.over(walk.store)
            .create(
                TenancyKinds.TENANT,
                Tenant::key,
                ControlJson.object().add("id", "acme").build(),
                new ChangeOrder(Expectation.NONE, false, new Actor("olga", "192.0.2.1")));
    assertThat(made).isInstanceOf(ChangeResult.Done.class);
    List<Object> resources = new ArrayList<>();
    RelayApplication.resources().forEach(type -> resources.add(walk.made(type)));
    peer = HttpPeer.of(resources.toArray());
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldAnswer204ForWhateverIsGone() {
    List<String> deletions =
        EveryOperationTest.operations().stream()
            .filter(operation -> operation.startsWith("DELETE "))
            // parts of one template: whose template that is must be right
            .filter(operation -> !operation.contains("/templates/{id}/versions"))
            .toList();
    List<String> wrong = new ArrayList<>();

    for (String deletion : deletions) {
      String path = deletion.substring("DELETE ".length()).replace("{tenant}", "acme");
      if (path.equals("/api/v1/tenants/acme")) {
        path = "/api/v1/tenants/{id}";
      }
      var request = peer.request(path.replaceAll("\\{[a-z]+}", GONE)).DELETE();
      request.header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD));
      var answer = peer.send(request);
      if (answer.statusCode() != 204) {
        wrong.add(deletion + ": " + answer.statusCode() + " " + answer.body());
      }
    }

    assertThat(deletions).hasSizeGreaterThan(15);
    assertThat(wrong).isEmpty();
  }
}
