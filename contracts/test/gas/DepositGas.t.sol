// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../src/types/BitcoinTypes.sol";
import { IBitcoinRelay } from "../../src/interfaces/IBitcoinRelay.sol";
import { DepositFixture } from "../utils/DepositFixture.sol";
import { CheatCodes } from "../utils/CheatCodes.sol";

/// @notice What a deposit costs, as receipts count it: 21,000 and the calldata of each transaction, cold storage, refunds
/// taken off. forge's isolation runs every outer call as a transaction of its own.
/// Steady state: one deposit came before, so sums and the fee recipient's balance are not zero. The recipient has never held
/// qpBTC. The proof lies 10 levels deep.
/// forge-config: default.isolate = true
contract DepositGasTest is DepositFixture {
    function setUp() public override {
        super.setUp();
        addStakers(10, 2 * BTC);
        minted(bob, BTC);
    }

    function test_B3_RequestResolveExecute() external {
        uint256 bond = system.bridge.quoteDeposit(BTC).bondWei;
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit{ value: bond }(BTC, alice, REFUND_KEY, false);
        uint256 requested = _snapshot("request");

        vm.roll(vm.getBlockNumber() + 3);
        vm.prank(bob);
        system.bridge.resolveDeposit(reqId);
        uint256 resolved = _snapshot("resolve");

        bytes memory payment_ = buildPayment(system.bridge.depositScript(reqId, 0), BTC);
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = mineWith(system.relay, payment_, 777, 10);
        mine(system.relay, 5);
        vm.prank(bob);
        system.minter.executeDeposit(reqId, 0, proofs);
        uint256 executed = _snapshot("execute");
        vm.snapshotValue("Deposit", "request + resolve + execute", requested + resolved + executed);
    }

    function _snapshot(string memory name) private returns (uint256 used) {
        CheatCodes.Gas memory gas = vm.lastCallGas();
        used = gas.gasTotalUsed;
        vm.snapshotValue("Deposit", name, used);
    }
}
