// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BaseTest } from "../utils/BaseTest.sol";
import { DepositActions } from "./handlers/DepositActions.sol";
import { DepositHandler } from "./handlers/DepositHandler.sol";
import { WithdrawalActions } from "./handlers/WithdrawalActions.sol";
import { WithdrawalHandler } from "./handlers/WithdrawalHandler.sol";

/// @notice R46: shorter campaigns of the same actions, of which everything is recorded. At each end what happened is written
/// down beside what the contracts say; `indexer/test/campaign.record.test.ts` replays it.
contract DepositRecords is BaseTest {
    DepositHandler private _handler;

    function setUp() public {
        _handler = new DepositHandler(true);
        targetSelector(address(_handler), DepositActions.all());
        targetContract(address(_handler));
    }

    /// forge-config: default.invariant.runs = 4
    /// forge-config: default.invariant.depth = 128
    function invariant_R46_Deposits() public view {
        assertEq(_handler.violation(), "", "a handler saw what must never happen");
    }

    function afterInvariant() public {
        _handler.writeRecord();
    }
}

contract WithdrawalRecords is BaseTest {
    WithdrawalHandler private _handler;

    function setUp() public {
        _handler = new WithdrawalHandler(true);
        targetSelector(address(_handler), WithdrawalActions.all());
        targetContract(address(_handler));
    }

    /// forge-config: default.invariant.runs = 4
    /// forge-config: default.invariant.depth = 128
    function invariant_R46_Withdrawals() public view {
        assertEq(_handler.violation(), "", "a handler saw what must never happen");
    }

    function afterInvariant() public {
        _handler.writeRecord();
    }
}
