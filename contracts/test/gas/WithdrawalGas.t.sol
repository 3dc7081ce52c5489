// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../src/types/BitcoinTypes.sol";
import { CheatCodes } from "../utils/CheatCodes.sol";
import { WithdrawalFixture } from "../utils/WithdrawalFixture.sol";

/// @notice What a withdrawal costs, counted as `DepositGasTest` counts. One withdrawal came before.
/// forge-config: default.isolate = true
contract WithdrawalGasTest is WithdrawalFixture {
    function setUp() public override {
        super.setUp();
        fill(10, 2 * BTC);
        uint256 reqId = asked(alice, BTC / 2);
        system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0));
        vm.prank(alice);
        system.qpBTC.approve(address(system.withdrawals), type(uint256).max);
    }

    function test_B3_RequestResolveVerify() external {
        vm.prank(alice);
        uint256 reqId = system.withdrawals.requestWithdrawal(BTC, payoutScript, FEE);
        uint256 requested = _snapshot("request");

        vm.roll(vm.getBlockNumber() + 3);
        vm.prank(bob);
        system.withdrawals.resolveWithdrawal(reqId);
        uint256 resolved = _snapshot("resolve");

        bytes[] memory outs = new bytes[](3);
        outs[0] = output(shareOf(reqId, 0).payoutSats, payoutScript);
        outs[1] = output(0, marking(reqId, 0));
        outs[2] = output(12_345, sweepScript(stakers[0]));
        Proof memory proof = mineWith(system.relay, buildTx(outs), 777, 10);
        mine(system.relay, 5);
        vm.prank(bob);
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
        uint256 verified = _snapshot("verify");
        vm.snapshotValue("Withdrawal", "request + resolve + verify", requested + resolved + verified);
    }

    function test_Split() external {
        vm.prank(alice);
        uint256 reqId = system.withdrawals.requestWithdrawal(9 * BTC, payoutScript, FEE);
        vm.roll(vm.getBlockNumber() + 3);
        system.withdrawals.resolveWithdrawal(reqId);
        _snapshot("resolve into five shares");
    }

    function _snapshot(string memory name) private returns (uint256 used) {
        CheatCodes.Gas memory gas = vm.lastCallGas();
        used = gas.gasTotalUsed;
        vm.snapshotValue("Withdrawal", name, used);
    }
}
