package relay.domain.feedback.review;

class InMemoryUnknownRepliesTest implements UnknownRepliesContract {
  private final UnknownReplies replies = new InMemoryUnknownReplies();

  @Override
  public UnknownReplies replies() {
    return replies;
  }
}
