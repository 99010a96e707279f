package relay.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relay.domain.access.ExpectedAccess;
import relay.domain.access.Role;
import relay.domain.administration.ObjectDesks;
import relay.domain.tenancy.TenancyKinds;
import relay.web.HttpPeer;
import relay.web.RelayApplication;
import relay.web.ServletHandler;
import relay.web.access.Need;

class ApiDocumentTest {
  private static final JsonObject DOCUMENT = ApiDocument.content();

  @Test
  void shouldNameExactlyTheOperationsThatTheResourcesHave() {
    Set<String> described = new TreeSet<>();
    operations().forEach((operation, description) -> described.add(operation));

    assertThat(described).containsExactlyElementsOf(implemented().keySet());
  }

  @Test
  void shouldNameEveryDeclaredParameter() {
    var described = operations();

    implemented()
        .forEach(
            (operation, methods) ->
                assertThat(parametersOf(described.get(operation)))
                    .as(operation)
                    .containsAll(parametersIn(methods)));
  }

  @Test
  void shouldTellHowToLogInWhereTheOperationNeedsARight() {
    var described = operations();

    implemented()
        .forEach(
            (operation, methods) -> {
              JsonValue security = described.get(operation).get("security");
              // a session goes wherever the administrator's password goes, said or not
              assertThat(security.toString().replace(",{\"session\":[]}", ""))
                  .as(operation)
                  .isEqualTo(securityOf(operation, needOf(methods)));
            });
  }

  /** Tokens belong to tenants: they are offered where somebody of a tenant gets an answer. */
  private static String securityOf(String operation, Need need) {
    boolean ofTenants =
        ExpectedAccess.of(operation).orElseThrow().stream().anyMatch(Role::isOfTenant);
    return switch (need.right()) {
      case BE_HERE -> "[]";
      case HAND_IN_MAIL -> "[{\"user\":[]},{\"apiKey\":[]},{\"token\":[]},{}]";
      case READ_METRICS, SEE_PAGES -> "[{\"administrator\":[]},{}]";
      default -> ofTenants ? "[{\"administrator\":[]},{\"token\":[]}]" : "[{\"administrator\":[]}]";
    };
  }

  private static Need needOf(Set<Method> methods) {
    Method any = methods.iterator().next();
    return Need.of(any.getDeclaringClass(), any).orElseThrow();
  }

  @Test
  void shouldSayOfEachOperationWhoMayCallIt() {
    assertThat(operations())
        .allSatisfy((name, operation) -> assertThat(operation).containsKey("security"));
  }

  @Test
  void shouldDescribeItsTags() {
    assertThat(DOCUMENT.getJsonArray("tags"))
        .allSatisfy(tag -> assertThat(tag.asJsonObject()).containsKey("description"));
  }

  @Test
  void shouldNameTheRootUnderWhichItWasAskedFor() {
    assertThat(serverNamedAt("/")).isEqualTo("/");
    assertThat(serverNamedAt("/relay/")).isEqualTo("/relay");
  }

  private static String serverNamedAt(String root) {
    var loopback = InetAddress.getLoopbackAddress();
    try (var peer = HttpPeer.below(root, Map.of(), loopback, new ApiDocument())) {
      return HttpPeer.json(peer.get(root + "openapi"))
          .getJsonArray("servers")
          .getJsonObject(0)
          .getString("url");
    }
  }

  @Test
  void shouldShowAnExampleOfEverythingThatAdministratorsSendAndGet() {
    operations()
        .forEach(
            (name, operation) -> {
              if (operation.getJsonArray("tags").toString().contains("administration")) {
                assertThat(operation.toString()).as(name).contains("\"example\":");
              }
            });
  }

  @Test
  void shouldReferToSchemasThatExist() {
    var schemas = DOCUMENT.getJsonObject("components").getJsonObject("schemas");

    var matcher =
        java.util.regex.Pattern.compile("#/components/schemas/(\\w+)").matcher(DOCUMENT.toString());

    assertThat(matcher.results().map(r -> r.group(1)).distinct())
        .isNotEmpty()
        .allMatch(schemas::containsKey);
  }

  private static Map<String, JsonObject> operations() {
    Map<String, JsonObject> operations = new TreeMap<>();
    DOCUMENT
        .getJsonObject("paths")
        .forEach(
            (path, methods) ->
                methods
                    .asJsonObject()
                    .forEach(
                        (method, operation) ->
                            operations.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                operation.asJsonObject())));
    return operations;
  }

  private static Map<String, Set<Method>> implemented() {
    Map<String, Set<Method>> operations = new TreeMap<>();
    for (Class<?> resource : new RelayApplication().getClasses()) {
      Path root = resource.getAnnotation(Path.class);
      if (root == null) {
        continue;
      }
      for (Method method : resource.getMethods()) {
        Stream.of(method.getAnnotations())
            .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
            .filter(java.util.Objects::nonNull)
            .forEach(
                verb ->
                    paths(path(root, method.getAnnotation(Path.class)))
                        .forEach(
                            path ->
                                operations
                                    .computeIfAbsent(
                                        verb.value() + " " + path, o -> new java.util.HashSet<>())
                                    .add(method)));
      }
    }
    ServletHandler.SERVLETS.forEach(servlet -> addOperations(servlet, operations));
    return operations;
  }

  /** A servlet of ours has one operation for each {@code doGet} or the like and each address. */
  private static void addOperations(Class<?> servlet, Map<String, Set<Method>> operations) {
    for (Method method : servlet.getDeclaredMethods()) {
      if (method.getName().startsWith("do")) {
        String verb = method.getName().substring(2).toUpperCase(Locale.ROOT);
        for (String pattern : servlet.getAnnotation(WebServlet.class).value()) {
          operations.put(verb + " " + pattern.replace("*", "{token}"), Set.of(method));
        }
      }
    }
  }

  private static String path(Path root, Path more) {
    String path = "/" + root.value() + "/" + (more == null ? "" : more.value());
    String clean = path.replaceAll("/{2,}", "/");
    return clean.length() > 1 && clean.endsWith("/")
        ? clean.substring(0, clean.length() - 1)
        : clean;
  }

  /** A path over everything of a tenant stands for one path for each kind of it. */
  private static Stream<String> paths(String path) {
    return path.contains("{collection}")
        ? ObjectDesks.kinds().stream()
            .filter(kind -> kind != TenancyKinds.TENANT)
            .filter(kind -> !kind.hasOwnOperations() && !kind.isOfPlatform())
            .map(kind -> path.replace("{collection}", kind.collection()))
        : Stream.of(path);
  }

  private static Set<String> parametersOf(JsonObject operation) {
    Set<String> names = new TreeSet<>();
    if (operation.containsKey("parameters")) {
      operation
          .getJsonArray("parameters")
          .forEach(p -> names.add(resolved(p.asJsonObject()).getString("name")));
    }
    return names;
  }

  private static JsonObject resolved(JsonObject parameter) {
    return parameter.containsKey("$ref")
        ? DOCUMENT.getValue(parameter.getString("$ref").substring(1)).asJsonObject()
        : parameter;
  }

  private static Set<String> parametersIn(Set<Method> methods) {
    Set<String> names = new TreeSet<>();
    methods.stream()
        .flatMap(m -> Stream.of(m.getParameters()))
        .forEach(
            p -> {
              if (p.isAnnotationPresent(QueryParam.class)) {
                names.add(p.getAnnotation(QueryParam.class).value());
              }
              if (p.isAnnotationPresent(BeanParam.class)) {
                Stream.of(p.getType().getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(QueryParam.class))
                    .forEach(field -> names.add(field.getAnnotation(QueryParam.class).value()));
              }
              if (p.isAnnotationPresent(HeaderParam.class)) {
                names.add(p.getAnnotation(HeaderParam.class).value());
              }
              if (p.isAnnotationPresent(PathParam.class)) {
                names.add(p.getAnnotation(PathParam.class).value());
              }
            });
    // part of the path of each kind
    names.remove("collection");
    return names;
  }
}
