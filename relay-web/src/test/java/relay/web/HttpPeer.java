package relay.web;

import com.sun.net.httpserver.HttpServer;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import relay.domain.http.Administrator;
import relay.domain.user.UserDoor;
import relay.web.access.FakeUserDoor;
import relay.web.access.Filters;
import relay.web.access.FixedAddressCallerFilter;
import relay.web.json.Json;
import relay.web.problem.ProblemMapper;

/** Resources and servlets behind a real HTTP server of the JDK, and a client to ask them. */
public final class HttpPeer implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpPeer(HttpServer server) {
    this.server = server;
  }

  public static HttpPeer of(Object... resources) {
    return from(InetAddress.getLoopbackAddress(), resources);
  }

  /** As if every client were connected from this address. */
  public static HttpPeer from(InetAddress address, Object... resources) {
    return with(Map.of(), address, resources);
  }

  /** With these settings for the filters. */
  public static HttpPeer with(
      Map<String, String> settings, InetAddress address, Object... resources) {
    return below("/", settings, address, resources);
  }

  /** As on a server that runs other applications beside it: all paths begin with this one. */
  public static HttpPeer below(
      String root, Map<String, String> settings, InetAddress address, Object... resources) {
    return started(root, settings, new FakeUserDoor(), address, resources);
  }

  /** With the sessions of this door. */
  public static HttpPeer knowing(UserDoor users, InetAddress address, Object... resources) {
    return started("/", Map.of(), users, address, resources);
  }

  private static HttpPeer started(
      String root,
      Map<String, String> settings,
      UserDoor users,
      InetAddress address,
      Object... resources) {
    var config = new ResourceConfig().property(ServerProperties.WADL_FEATURE_DISABLE, true);
    List<Object> all = new ArrayList<>(List.of(resources));
    List<HttpServlet> servlets =
        all.stream().filter(HttpServlet.class::isInstance).map(HttpServlet.class::cast).toList();
    all.removeAll(servlets);
    all.addAll(Filters.with(settings, users));
    all.forEach(config::registerInstances);
    config.registerInstances(new FixedAddressCallerFilter(address), new ProblemMapper());
    config.register(new OwnFields(all.stream()));
    HttpServer server =
        JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0" + root), config);
    servlets.forEach(servlet -> ServletHandler.mount(servlet, root, address, server));
    return new HttpPeer(server);
  }

  /** Jersey injects into given instances too: let it find what the test put into them. */
  private static final class OwnFields extends AbstractBinder {
    private final Stream<Object> instances;
    private final Set<Type> bound = new HashSet<>();

    OwnFields(Stream<Object> instances) {
      this.instances = instances;
    }

    @Override
    protected void configure() {
      instances.forEach(this::bindFieldsOf);
    }

    private void bindFieldsOf(Object instance) {
      for (Class<?> c = instance.getClass(); c != Object.class; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          bindIfInjected(field, instance);
        }
      }
    }

    private void bindIfInjected(Field field, Object instance) {
      if (field.isAnnotationPresent(Inject.class)) {
        field.setAccessible(true);
        Object value = valueOf(field, instance);
        if (bound.add(field.getGenericType())) {
          bind(value).to(field.getGenericType());
        }
      }
    }

    private static Object valueOf(Field field, Object instance) {
      try {
        return Objects.requireNonNull(field.get(instance), () -> field + " was not set");
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public HttpRequest.Builder request(String path) {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(90));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** As the administrator. */
  public HttpResponse<String> getAsAdmin(String path) {
    return send(request(path).header("Authorization", basic(Administrator.NAME, Filters.PASSWORD)));
  }

  /**
   * As somebody else.
   *
   * @param authorization the header
   */
  public HttpResponse<String> getAs(String authorization, String path) {
    return send(request(path).header("Authorization", authorization));
  }

  public static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  public static JsonObject json(HttpResponse<String> response) {
    return Json.readObject(response.body())
        .orElseThrow(() -> new AssertionError("no JSON object: " + response.body()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
