package relay.web.access;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import relay.domain.access.Right;

/**
 * What an operation asks of its caller.
 *
 * @param narrows as {@link Needs#narrows} says
 */
public record Need(Right right, boolean narrows) {

  /** What this method of this class declares; empty: nothing, so that nobody may call it. */
  public static Optional<Need> of(Class<?> resource, Method method) {
    // containers may hand out a proxy's class and method, which have no annotations of their own
    for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
      Optional<Need> found = declared(type, method).flatMap(Need::of).or(ofClass(type));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static java.util.function.Supplier<Optional<Need>> ofClass(Class<?> type) {
    return () -> of(type);
  }

  private static Optional<Method> declared(Class<?> type, Method method) {
    try {
      return Optional.of(type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Optional<Need> of(AnnotatedElement element) {
    Needs needs = element.getAnnotation(Needs.class);
    if (needs == null && element.isAnnotationPresent(AdministratorOnly.class)) {
      needs = AdministratorOnly.class.getAnnotation(Needs.class);
    }
    return Optional.ofNullable(needs).map(n -> new Need(n.value(), n.narrows()));
  }
}
