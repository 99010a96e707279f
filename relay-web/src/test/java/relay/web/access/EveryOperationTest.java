package relay.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.access.ExpectedAccess;
import relay.domain.access.Role;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.ObjectDesks;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlState;
import relay.domain.control.InMemoryControlStore;
import relay.domain.egress.EgressDesk;
import relay.domain.egress.EgressFixture;
import relay.domain.egress.NameCheck;
import relay.domain.egress.NamePatrol;
import relay.domain.explain.ExplainFixture;
import relay.domain.explain.MailExplainer;
import relay.domain.explain.QuestionReader;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.onboarding.OnboardingSettings;
import relay.domain.rotation.RotationSettings;
import relay.domain.routing.BuiltInDomains;
import relay.domain.routing.HostSearchSettings;
import relay.domain.routing.Ourselves;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.tenancy.Tenancy;
import relay.domain.traffic.TrafficControl;
import relay.domain.user.Session;
import relay.domain.verification.report.ReceivedReportSettings;
import relay.domain.warmup.WarmUpFixture;
import relay.domain.warmup.WarmUps;
import relay.web.Beans;
import relay.web.HttpPeer;
import relay.web.RelayApplication;
import relay.web.ServletHandler;
import relay.web.document.ApiDocument;
import relay.web.problem.ProblemMapper;

/**
 * Walks every operation of the API description as every role, with own and foreign tenant, through
 * the real filter in front of the real resources. What is behind the resources answers nothing: a
 * 500 says that the caller was let through.
 */
class EveryOperationTest {
  private static final String OPERATOR = "the cookie of otto";
  private static final Map<Role, String> WHO =
      Map.of(
          Role.PLATFORM_ADMINISTRATOR, HttpPeer.basic("admin", Filters.PASSWORD),
          Role.OPERATOR, OPERATOR,
          Role.TENANT_ADMINISTRATOR, People.ACME_ADMINISTRATOR,
          Role.TENANT_READER, People.ACME_READER,
          Role.SENDER, People.ACME_SENDER);

  /** What they do not know does no harm there: nothing can be tried out. */
  private static final List<String> OVERLOOK_PARAMETERS =
      List.of(
          "DELETE /api/v1/session",
          "GET /api/v1/diagnose/route",
          "GET /api/v1/messages/{id}/report",
          "GET /api/v1/session/oidc",
          "GET /api/v1/session/oidc/callback",
          "POST /api/v1/me/second-factor",
          "POST /api/v1/messages",
          "POST /api/v1/session",
          "PUT /api/v1/me/password",
          "PUT /api/v1/me/second-factor");

  private static final String OUTSIDE = "192.0.2.7";
  private static final RelayConfiguration DEFAULTS = RelayConfiguration.of(Map.of(), Map.of());

  /** Told with its whole trace each time that somebody is let through: half a minute of them. */
  private static final Logger FAILURES = Logger.getLogger(ProblemMapper.class.getName());

  private static final FakeUserDoor USERS = new FakeUserDoor();
  private static final Session OTTO = USERS.open("otto", Role.OPERATOR);
  private final List<Object> resources = new ArrayList<>();
  final InMemoryControlStore store = new InMemoryControlStore();
  private HttpPeer peer;

  @BeforeAll
  static void tellNoFailures() {
    FAILURES.setLevel(Level.OFF);
  }

  @AfterAll
  static void tellFailures() {
    FAILURES.setLevel(null);
  }

  @BeforeEach
  void start() throws UnknownHostException {
    for (Class<?> type : RelayApplication.resources()) {
      resources.add(made(type));
    }
    ServletHandler.SERVLETS.forEach(type -> resources.add(made(type)));
    peer = HttpPeer.knowing(USERS, InetAddress.getByName(OUTSIDE), resources.toArray());
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldKnowOfEveryOperationWhoMayCallIt() {
    assertThat(operations()).containsExactlyInAnyOrderElementsOf(ExpectedAccess.operations());
  }

  @Test
  void shouldAnswerEachRoleWhereTheTableSaysSoAndNowhereElse() {
    List<String> wrong = new ArrayList<>();
    for (String operation : operations()) {
      Set<Role> allowed = ExpectedAccess.of(operation).orElseThrow();
      WHO.forEach(
          (role, login) -> {
            if (isLetThrough(operation, "acme", login) != allowed.contains(role)) {
              wrong.add(operation + " as " + role.word() + ": " + ask(operation, "acme", login));
            }
          });
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldHideEveryPathOfAnotherTenantFromThePeopleOfATenant() {
    List<String> wrong = new ArrayList<>();
    for (String operation : operations()) {
      WHO.forEach(
          (role, login) -> {
            boolean isForeign = operation.contains("{tenant}") && role.isOfTenant();
            if (isForeign && ask(operation, "other", login) != 404) {
              wrong.add(operation + " as " + role.word());
            }
          });
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldAskEverybodyElseToLogIn() {
    List<String> wrong = new ArrayList<>();
    for (String operation : operations()) {
      boolean open =
          ExpectedAccess.of(operation).orElseThrow().size() == Role.values().length
                  && !operation.contains("/api/")
              || operation.equals("POST /api/v1/session")
              || operation.contains("/session/oidc");
      boolean mail = operation.equals("POST /api/v1/messages");
      for (String login : List.of("", "Bearer relay_unknown", HttpPeer.basic("admin", "wrong"))) {
        boolean asked = ask(operation, "acme", login) == 401;
        if (asked == open && !(mail && login.isEmpty())) {
          wrong.add(operation + " with '" + login + "'");
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldChangeNothingForACookieWithoutTheTokenBesideIt() {
    List<String> wrong = new ArrayList<>();
    for (String operation : operations()) {
      boolean isOpen =
          Set.of(
                  "POST /api/v1/session",
                  "POST /u/{token}",
                  "POST /confirm/{token}",
                  "POST /preferences/{token}")
              .contains(operation);
      boolean changes = !operation.startsWith("GET ") && !operation.startsWith("HEAD ");
      if (changes && !isOpen) {
        var request = asked(operation, "acme");
        request.header("Cookie", Caller.SESSION_COOKIE + "=" + OTTO.token());
        if (peer.send(request).statusCode() != 403) {
          wrong.add(operation);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  /** Whoever misspells dry-run wants nothing to be changed. */
  @Test
  void shouldRefuseAParameterThatAnOperationDoesNotKnow() {
    List<String> overlooked = new ArrayList<>();
    for (String operation : operations()) {
      HttpRequest.Builder request = asked(operation, "acme", "?dryrun=true");
      request.header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD));
      var answer = peer.send(request);
      boolean isRefused = answer.statusCode() == 400 && answer.body().contains("\"dryrun\"");
      // below a tenant, which is not there, the same classes answer as for what is the platform's
      boolean counts = operation.contains("/api/v1/") && !operation.contains("{tenant}/");
      if (counts && !isRefused) {
        overlooked.add(operation);
      }
    }

    assertThat(overlooked).isSubsetOf(OVERLOOK_PARAMETERS);
  }

  @Test
  void shouldAnswerNobodyWhereAnOperationDeclaresNoRight() {
    try (var forgotten = HttpPeer.of(new Forgotten())) {
      String admin = HttpPeer.basic("admin", Filters.PASSWORD);
      assertThat(forgotten.getAs(admin, "/forgotten").statusCode()).isEqualTo(403);
    }
  }

  /** An operation whose author forgot to say who may call it. */
  @Path("forgotten")
  public static final class Forgotten {
    @GET
    public String get() {
      return "seen";
    }
  }

  private boolean isLetThrough(String operation, String tenant, String login) {
    int status = ask(operation, tenant, login);
    return status != 401 && status != 403;
  }

  private HttpRequest.Builder asked(String operation, String tenant) {
    return asked(operation, tenant, "");
  }

  private HttpRequest.Builder asked(String operation, String tenant, String query) {
    String method = operation.substring(0, operation.indexOf(' '));
    String path =
        operation
            .substring(operation.indexOf(' ') + 1)
            .replace("{tenant}", tenant)
            .replaceAll("\\{[a-z]+}", "0123456789abcdefghjk");
    return peer.request(path + query)
        .header(
            "Content-Type",
            method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
        .method(method, BodyPublishers.ofString("{}"));
  }

  private int ask(String operation, String tenant, String login) {
    HttpRequest.Builder request = asked(operation, tenant);
    if (login.equals(OPERATOR)) {
      String cookie = Caller.SESSION_COOKIE + "=" + OTTO.token();
      request.header("Cookie", cookie).header("X-CSRF-Token", OTTO.csrfToken());
      return peer.send(request).statusCode();
    }
    return peer.send(login.isEmpty() ? request : request.header("Authorization", login))
        .statusCode();
  }

  static Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    JsonObject paths = ApiDocument.content().getJsonObject("paths");
    for (String path : paths.keySet()) {
      for (String method : paths.getJsonObject(path).keySet()) {
        operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return operations;
  }

  /** A resource with everything it injects made in the same way, or standing for nothing. */
  Object made(Class<?> type) {
    if (type == ObjectDesk.class) {
      return ObjectDesks.over(store);
    } else if (type == ControlKinds.class) {
      return ObjectDesks.KINDS;
    } else if (type == MailExplainer.class) {
      return new ExplainFixture().explainer();
    } else if (type == QuestionReader.class) {
      return new ExplainFixture().reader();
    } else if (type == RelayConfiguration.class) {
      return DEFAULTS;
    } else if (type == CurrentConfiguration.class) {
      return CurrentConfiguration.of(new BootSettings(Map.of(), Map.of()));
    } else if (type == LoginCheck.class) {
      return Filters.check(USERS);
    } else if (type == jakarta.enterprise.inject.Instance.class) {
      return new Beans<>(List.of());
    } else if (type == Ourselves.class) {
      return new Ourselves(Set.of(), Set.of(), Set.of(), Set.of());
    } else if (type == HostSearchSettings.class) {
      return DEFAULTS.hostSearch();
    } else if (type == RotationSettings.class) {
      return DEFAULTS.rotation();
    } else if (type == ReceivedReportSettings.class) {
      return DEFAULTS.othersReports().received();
    } else if (type == OnboardingSettings.class) {
      return DEFAULTS.onboarding();
    } else if (type == BuiltInDomains.class) {
      return BuiltInDomains.NONE;
    } else if (type == EgressDesk.class) {
      return EgressFixture.none();
    } else if (type == NamePatrol.class) {
      return new NamePatrol(
          EgressFixture.none()::book, new NameCheck(null, null), "x.example", () -> Instant.EPOCH);
    } else if (type == WarmUps.class) {
      return WarmUpFixture.over(() -> ControlState.EMPTY);
    } else if (type == Slices.class) {
      return Slices.alone();
    } else if (type == TrafficControl.class) {
      return new TrafficControl(() -> DEFAULTS.traffic(), Map.of(Lane.BULK, 1));
    } else if (type == StreamRoutes.class) {
      RoutingSettings routing = DEFAULTS.routing();
      return new StreamRoutes(new Router(routing), () -> Tenancy.EMPTY);
    } else if (type == Optional.class) {
      return Optional.empty();
    } else if (type == int.class) {
      return 1;
    } else if (type == Instant.class) {
      return Instant.EPOCH;
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    } else if (type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> behind(method));
    }
    return constructed(type);
  }

  private Object constructed(Class<?> type) {
    try {
      var constructor =
          Stream.of(type.getDeclaredConstructors())
              .min(Comparator.comparing(c -> c.getParameterCount()))
              .orElseThrow();
      constructor.setAccessible(true);
      Object made =
          constructor.newInstance(
              Stream.of(constructor.getParameterTypes()).map(this::made).toArray());
      fill(made);
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the walk cannot make a " + type, e);
    }
  }

  /** What the ports behind the resources answer. */
  Object behind(Method method) {
    if (method.getDeclaringClass() == Object.class) {
      return method.getName().equals("hashCode")
          ? 0
          : method.getName().equals("toString") ? "" : false;
    }
    throw new UnsupportedOperationException("let through");
  }

  private void fill(Object made) throws IllegalAccessException {
    for (Class<?> c = made.getClass(); c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.isAnnotationPresent(Inject.class)) {
          field.setAccessible(true);
          boolean isGeneric = field.getGenericType() instanceof ParameterizedType;
          field.set(made, isGeneric ? new Beans<>(List.of()) : made(field.getType()));
        }
      }
    }
  }
}
