"""Started by hand; see tests/test_reading.py for what it must do."""


def main():
    from acme.new import Client

    Client()


if __name__ == "__main__":
    main()
