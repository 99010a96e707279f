package relay.domain.brake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brakes by the one condition that tells most mails apart, so that a mail is compared with the few
 * that can match it, however many there are. Immutable once built.
 */
final class BrakeIndex {
  private final Map<Object, List<Brake>> byKey = new HashMap<>();
  private final List<Brake> unkeyed = new ArrayList<>();
  private boolean hasStars;

  BrakeIndex(Iterable<Brake> brakes) {
    brakes.forEach(this::add);
  }

  private void add(Brake brake) {
    Object key = keyOf(brake.scope());
    if (key == null) {
      unkeyed.add(brake);
    } else {
      byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(brake);
    }
  }

  /** The most telling condition first; null for what only age, or nothing, narrows down. */
  private Object keyOf(BrakeScope scope) {
    if (scope.mail().isPresent()) {
      return scope.mail().get();
    }
    if (scope.recipientDomain().isPresent()) {
      return domainKey('r', scope.recipientDomain().get());
    }
    if (scope.campaign().isPresent()) {
      return new Key('c', scope.campaign().get());
    }
    if (scope.senderDomain().isPresent()) {
      return domainKey('s', scope.senderDomain().get());
    }
    if (scope.stream().isPresent()) {
      return new Key('m', scope.stream().get());
    }
    return scope.tenant().map(t -> new Key('t', t)).orElse(null);
  }

  private Key domainKey(char dimension, DomainPattern pattern) {
    hasStars |= pattern.isBelow();
    return new Key(dimension, pattern.text());
  }

  /** All that may be about this recipient of this mail; the rest of their conditions is open. */
  List<Brake> candidates(MailTraits traits, String recipientDomain) {
    List<Brake> found = new ArrayList<>(unkeyed);
    find(found, traits.mail());
    findDomain(found, 'r', recipientDomain);
    findDomain(found, 's', traits.senderDomain());
    if (!traits.campaign().isEmpty()) {
      find(found, new Key('c', traits.campaign()));
    }
    find(found, new Key('m', traits.stream()));
    find(found, new Key('t', traits.tenant()));
    return found;
  }

  private void findDomain(List<Brake> found, char dimension, String domain) {
    find(found, new Key(dimension, domain));
    if (!hasStars) {
      return;
    }
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      find(found, new Key(dimension, "*" + domain.substring(dot)));
    }
  }

  private void find(List<Brake> found, Object key) {
    List<Brake> some = byKey.get(key);
    if (some != null) {
      found.addAll(some);
    }
  }

  private record Key(char dimension, String text) {}
}
