from crm_kit.migrations import run

run()
