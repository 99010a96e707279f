package relay.web.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.text.GivenText;
import relay.web.problem.Problem;
import relay.web.problem.ProblemMapper;

/**
 * Refuses a query parameter that an operation of the API does not know: who misspells {@code
 * dry-run} wants nothing to be changed. An operation that reads the query by itself looks after
 * that itself. Control characters stand in no parameter.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class KnownParameters implements ContainerRequestFilter {
  private static final String API = "api/v1/";

  /** An issuer may send more than it is told to (RFC 6749 section 4.1.2). */
  private static final String OF_ISSUER = API + "session/oidc";

  @Context ResourceInfo operation;

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    String bare = path.startsWith("/") ? path.substring(1) : path;
    var values = request.getUriInfo().getQueryParameters();
    Set<String> given = values.keySet();
    if (given.isEmpty() || !bare.startsWith(API) || bare.startsWith(OF_ISSUER)) {
      return;
    }
    for (String name : given) {
      if (!values.get(name).stream().allMatch(GivenText::isPlain)) {
        // a database would refuse it and look as if it were gone
        request.abortWith(
            ProblemMapper.response(Problem.in(400, name, "must hold no control characters")));
        return;
      }
    }
    known(operation.getResourceClass(), operation.getResourceMethod())
        .ifPresent(
            known ->
                given.stream()
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .ifPresent(name -> request.abortWith(refusal(name, known))));
  }

  private static Response refusal(String name, Set<String> known) {
    return ProblemMapper.response(
        Problem.in(
            400,
            name,
            known.isEmpty()
                ? "must be left out: this operation takes no query parameters"
                : "must be one of " + String.join(", ", known)));
  }

  /** What a method is given of the query; empty when it reads that by itself. */
  static Optional<Set<String>> known(Class<?> resource, Method method) {
    // containers may hand out a proxy's class and method, which have no annotations of their own
    Set<String> known = new TreeSet<>();
    for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
      try {
        Method declared = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
        List<Part> parts = parts(declared);
        if (parts.stream().anyMatch(part -> part.type() == UriInfo.class)) {
          return Optional.empty();
        }
        parts.stream()
            .map(part -> part.place().getAnnotation(QueryParam.class))
            .filter(Objects::nonNull)
            .forEach(parameter -> known.add(parameter.value()));
      } catch (NoSuchMethodException e) {
        continue;
      }
    }
    return Optional.of(known);
  }

  /** Something that an operation is given. */
  private record Part(Class<?> type, AnnotatedElement place) {}

  private static List<Part> parts(Method operation) {
    List<Part> parts = new ArrayList<>();
    for (Parameter parameter : operation.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          parts.add(new Part(field.getType(), field));
        }
      } else {
        parts.add(new Part(parameter.getType(), parameter));
      }
    }
    return parts;
  }
}
