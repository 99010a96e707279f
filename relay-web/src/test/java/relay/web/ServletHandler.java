package relay.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import relay.web.tracking.TrackingServlet;

/**
 * Servlets behind the HTTP server of the JDK, at the addresses that their annotation says. Of
 * requests and answers it has what ours use; whatever else they ask for fails the test.
 */
public final class ServletHandler implements HttpHandler {
  /** Those of the relay: servers find them by themselves. */
  public static final Set<Class<? extends HttpServlet>> SERVLETS = Set.of(TrackingServlet.class);

  private final HttpServlet servlet;
  private final String path;
  private final String root;
  private final InetAddress client;

  private ServletHandler(HttpServlet servlet, String root, String path, InetAddress client) {
    this.servlet = servlet;
    this.root = root;
    this.path = path;
    this.client = client;
  }

  static void mount(HttpServlet servlet, String root, InetAddress client, HttpServer server) {
    for (String pattern : servlet.getClass().getAnnotation(WebServlet.class).value()) {
      String path = pattern.substring(0, pattern.length() - "/*".length());
      String below = root.substring(0, root.length() - 1);
      server.createContext(below + path + "/", new ServletHandler(servlet, below, path, client));
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var answer = new Answer(exchange);
    try {
      servlet.service(
          (ServletRequest) like(HttpServletRequest.class, (m, a) -> request(exchange, m, a)),
          (ServletResponse) like(HttpServletResponse.class, answer::call));
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
    answer.send();
  }

  private Object request(HttpExchange exchange, Method method, Object[] given) {
    List<String> values =
        given == null ? List.of() : exchange.getRequestHeaders().getOrDefault(given[0], List.of());
    return switch (method.getName()) {
      case "getMethod" -> exchange.getRequestMethod();
      case "getServletPath" -> path;
      case "getPathInfo" ->
          exchange.getRequestURI().getPath().substring(root.length() + path.length());
      case "getRemoteAddr" -> client.getHostAddress();
      case "getHeader" -> values.isEmpty() ? null : values.get(0);
      case "getHeaders" -> Collections.enumeration(values);
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private interface Calls {
    Object call(Method method, Object[] given);
  }

  private static Object like(Class<?> type, Calls calls) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, given) -> calls.call(method, given));
  }

  /** What the servlet says of the answer, sent when it is through. */
  private static final class Answer extends ServletOutputStream {
    private final HttpExchange exchange;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = HttpServletResponse.SC_OK;

    Answer(HttpExchange exchange) {
      this.exchange = exchange;
    }

    Object call(Method method, Object[] given) {
      var headers = exchange.getResponseHeaders();
      switch (method.getName()) {
        case "setStatus" -> status = (int) given[0];
        case "setHeader" -> headers.set((String) given[0], (String) given[1]);
        case "setContentType" -> headers.set("Content-Type", (String) given[0]);
        case "setContentLength" -> headers.set("Content-Length", given[0].toString());
        case "containsHeader" -> {
          return headers.containsKey(given[0]);
        }
        case "getOutputStream" -> {
          return this;
        }
        default -> throw new UnsupportedOperationException(method.toString());
      }
      return null;
    }

    void send() throws IOException {
      exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
      exchange.getResponseBody().write(body.toByteArray());
      exchange.close();
    }

    @Override
    public void write(int octet) {
      body.write(octet);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
