package relay.domain.tracking;

/** What whoever asks for a tracked address gets. */
public sealed interface TrackingAnswer {
  /** There it goes on. */
  record Onward(String target) implements TrackingAnswer {}

  /** The picture. */
  record Picture() implements TrackingAnswer {}

  /** Nothing to see: a link for machines. */
  record Nothing() implements TrackingAnswer {}

  /** We made it, and it is too old; a person may decide to go there. */
  record Expired(String target) implements TrackingAnswer {}

  /** Not one of ours. */
  record Unknown() implements TrackingAnswer {}

  /** Too many that were none of ours came from there. */
  record TooMany() implements TrackingAnswer {}
}
